using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted numbers to true ones.</summary>
/// <param name="seed">Of the intervals.</param>
/// <param name="constant">The best answer of a model that looks at no item, the mean of the numbers learned from: <c>mae_constant</c> and
/// <c>rmse_constant</c> are its errors, the baseline. Null: unknown.</param>
public sealed class RegressionEvaluator(int seed = 0, double? constant = null)
{
    private static readonly string[] _keys =
        ["mae", "rmse", "r2", "mae_constant", "rmse_constant", "interval_coverage", "interval_width"];

    private readonly List<string> _ids = [];
    private readonly List<double> _truth = [];
    private readonly List<double> _predicted = [];
    private readonly List<NumberInterval?> _intervals = [];

    /// <summary>Adds an item.</summary>
    /// <param name="interval">Where the model expects the number; null: it does not say.</param>
    /// <returns>The distance, negative, so that higher is better.</returns>
    public double Add(string id, double truth, double predicted, NumberInterval? interval = null)
    {
        _ids.Add(id);
        _truth.Add(truth);
        _predicted.Add(predicted);
        _intervals.Add(interval);
        return -Math.Abs(truth - predicted);
    }

    /// <summary>Computes everything.</summary>
    public EvaluationResult Finish()
    {
        var truth = new double[_ids.Count];
        var predicted = new double[_ids.Count];
        var constants = Enumerable.Repeat(constant ?? double.NaN, _ids.Count).ToArray();
        var hasIntervals = _intervals.Count > 0 && _intervals.All(interval => interval is not null);
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            var (next, held, width) = (0, 0, 0.0);
            for (var i = 0; i < weights.Length; i++)
            {
                for (var time = 0; time < weights[i]; time++, next++)
                {
                    (truth[next], predicted[next]) = (_truth[i], _predicted[i]);
                }

                if (hasIntervals && _intervals[i] is { } interval)
                {
                    held += interval.Low <= _truth[i] && _truth[i] <= interval.High ? weights[i] : 0;
                    width += weights[i] * (interval.High - interval.Low);
                }
            }

            values[0] = MeanAbsoluteError.Error(truth, predicted);
            values[1] = RootMeanSquaredError.Error(truth, predicted);
            values[2] = RSquared.Score(truth, predicted);
            values[3] = MeanAbsoluteError.Error(truth, constants);
            values[4] = RootMeanSquaredError.Error(truth, constants);
            values[5] = hasIntervals ? (double)held / next : double.NaN;
            values[6] = hasIntervals ? width / next : double.NaN;
        }

        var (metrics, intervals) = MetricTable.Measure(_ids.Count, _keys, Measure, seed);
        return new EvaluationResult
        {
            ItemCount = _ids.Count,
            Classes = [],
            Metrics = metrics,
            MetricsInterval = intervals,
            Function = new MetricFunction(_ids.Count, _keys, Measure),
            WorstItems = MetricTable.Worst(Enumerable.Range(0, _ids.Count).Select(i => new WorstItem(
                _ids[i], Write(_truth[i]), Write(_predicted[i]), -Math.Abs(_truth[i] - _predicted[i])))),
        };
    }

    /// <summary>As reports write a number: six significant digits.</summary>
    internal static string Write(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
