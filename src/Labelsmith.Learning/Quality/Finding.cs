using System.Text.Json.Serialization;

namespace Labelsmith.Learning.Quality;

/// <summary>What is odd about items.</summary>
public enum FindingKind
{
    /// <summary>The same or nearly the same content with different labels: at least one of them is wrong.</summary>
    Contradiction,

    /// <summary>Nearly the same content: a copy that was scaled, compressed or edited a little.</summary>
    [JsonStringEnumMemberName("near-duplicate")]
    NearDuplicate,

    /// <summary>Much larger, smaller, longer or shorter than the others.</summary>
    [JsonStringEnumMemberName("wrong-size")]
    WrongSize,

    /// <summary>Letters that come from reading one encoding as another.</summary>
    [JsonStringEnumMemberName("mixed-encoding")]
    MixedEncoding,
}

/// <summary>Something odd that a person should look at. Nothing is deleted for it.</summary>
/// <param name="Item">The id of the item, or of the first of several.</param>
/// <param name="Others">The ids of the others, as far as <see cref="MostOthers"/>.</param>
/// <param name="Sentence">What it is; a whole sentence.</param>
public sealed record Finding(FindingKind Kind, string Item, IReadOnlyList<string> Others, string Sentence)
{
    /// <summary>So many are named.</summary>
    public const int MostOthers = 20;
}
