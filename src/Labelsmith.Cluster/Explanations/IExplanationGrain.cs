namespace Labelsmith.Cluster.Explanations;

/// <summary>One model that explains its answers, on a machine that learns. The key is the model's id.</summary>
/// <remarks>It holds the model while it is asked for. One question at a time; a run on the same machine goes on meanwhile.
/// Aliases are wire format: add, never reuse.</remarks>
[Alias("labelsmith.explanation")]
public interface IExplanationGrain : IGrainWithGuidKey
{
    /// <param name="item">The item's id.</param>
    /// <param name="className">The class to explain; null: the most probable one.</param>
    /// <param name="cancel">The person who asked has gone.</param>
    [Alias("explain"), ResponseTimeout("00:02:00")]
    Task<ExplanationReply> ExplainAsync(Guid item, string? className, CancellationToken cancel);
}

/// <summary>An explanation, or why there is none.</summary>
/// <param name="Json">A <see cref="Learning.Explaining.Explanation"/> with label names.</param>
/// <param name="Fault">A sentence for the user.</param>
[GenerateSerializer, Alias("labelsmith.explanation-reply")]
public sealed record ExplanationReply([property: Id(0)] string? Json, [property: Id(1)] string? Fault);
