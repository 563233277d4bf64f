using System.Globalization;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Compares predicted numbers to true ones.</summary>
/// <param name="seed">Of the intervals.</param>
public sealed class RegressionEvaluator(int seed = 0)
{
    private static readonly string[] _keys = ["mae", "rmse", "r2"];

    private readonly List<string> _ids = [];
    private readonly List<double> _truth = [];
    private readonly List<double> _predicted = [];

    /// <summary>Adds an item.</summary>
    public void Add(string id, double truth, double predicted)
    {
        _ids.Add(id);
        _truth.Add(truth);
        _predicted.Add(predicted);
    }

    /// <summary>Computes everything.</summary>
    public EvaluationResult Finish()
    {
        var truth = new double[_ids.Count];
        var predicted = new double[_ids.Count];
        void Measure(ReadOnlySpan<int> weights, Span<double> values)
        {
            var next = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                for (var time = 0; time < weights[i]; time++, next++)
                {
                    (truth[next], predicted[next]) = (_truth[i], _predicted[i]);
                }
            }

            values[0] = MeanAbsoluteError.Error(truth, predicted);
            values[1] = RootMeanSquaredError.Error(truth, predicted);
            values[2] = RSquared.Score(truth, predicted);
        }

        var (metrics, intervals) = MetricTable.Measure(_ids.Count, _keys, Measure, seed);
        return new EvaluationResult
        {
            ItemCount = _ids.Count,
            Classes = [],
            Metrics = metrics,
            MetricsInterval = intervals,
            WorstItems = MetricTable.Worst(Enumerable.Range(0, _ids.Count).Select(i => new WorstItem(
                _ids[i],
                _truth[i].ToString("G6", CultureInfo.InvariantCulture),
                _predicted[i].ToString("G6", CultureInfo.InvariantCulture),
                -Math.Abs(_truth[i] - _predicted[i])))),
        };
    }
}
