using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Text;
using Labelsmith.Learning.Text.Splitting;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Texts that were split into parts: boundaries between lines, or between sentences where a text is one line.</summary>
internal sealed class SplitComparison : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var errors = new List<(string Id, int Truth, int Predicted, double Pk, double WindowDiff)>();
        foreach (var pair in pairs)
        {
            try
            {
                var units = TextUnits.Find(TextContent.Read(pair.Item));
                var real = TextUnits.Boundaries(units, Starts(pair.Truth));
                var guessed = TextUnits.Boundaries(units, Starts(pair.Predicted));
                if (real.Length == 0)
                {
                    compared(pair with { Score = double.NaN });
                    continue;
                }

                var window = Pk.Window(real);
                var error = Pk.Error(real, guessed, window);
                errors.Add((pair.Item.Id, real.Count(true), guessed.Count(true), error, WindowDiff.Error(real, guessed, window)));
                compared(pair with { Score = 1 - error });
            }
            catch (BadItemException bad)
            {
                faults.Add(bad.Fault);
            }
        }

        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            values.Clear();
            for (var i = 0; i < weights.Length; i++)
            {
                values[0] += weights[i] * errors[i].Pk / weights.Length;
                values[1] += weights[i] * errors[i].WindowDiff / weights.Length;
            }
        }

        var (metrics, intervals) = MetricTable.Measure(errors.Count, ["pk", "window_diff"], Measure, seed);
        return new EvaluationResult
        {
            ItemCount = errors.Count,
            Classes = Classes(truth, pairs, answer => answer.Region is TextSpan),
            Metrics = errors.Count > 0 ? metrics : [],
            MetricsInterval = intervals,
            Function = new MetricFunction(errors.Count, ["pk", "window_diff"], Measure),
            WorstItems = MetricTable.Worst(errors.Select(error => new WorstItem(
                error.Id, $"{error.Truth + 1} segments", $"{error.Predicted + 1} segments", 1 - error.Pk))),
        };
    }

    private static IEnumerable<int> Starts(IReadOnlyList<Answer> answers) =>
        answers.Select(answer => answer.Region).OfType<TextSpan>().Select(span => span.Start);
}
