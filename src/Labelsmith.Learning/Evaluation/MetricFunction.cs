using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>The metrics of compared items as a function of how often each item counts, to draw resamples of two models alike.</summary>
/// <param name="ItemCount">N.</param>
/// <param name="Keys">Shape (M).</param>
/// <param name="Measure">Writes M values; not to be called by two threads at once.</param>
internal sealed record MetricFunction(int ItemCount, IReadOnlyList<string> Keys, Bootstrap.Measure Measure);
