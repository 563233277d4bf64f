using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Explaining;

/// <summary>One way to explain the answers of one kind of model.</summary>
internal interface IClassExplainer : IDisposable
{
    /// <param name="label">The class to explain; null: the most probable one.</param>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    Evidence Explain(DataItem item, int? label, CancellationToken cancellation);
}

/// <summary>What speaks for a class, before anything has its name.</summary>
/// <param name="Probability">Of the class.</param>
/// <param name="Features">As <see cref="Inference.ClassOutput.Features"/>.</param>
internal sealed record Evidence(int Label, double Probability, float[]? Features)
{
    public HeatMap? HeatMap { get; init; }

    public IReadOnlyList<WordWeight>? Words { get; init; }
}
