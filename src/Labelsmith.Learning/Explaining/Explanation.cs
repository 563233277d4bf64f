namespace Labelsmith.Learning.Explaining;

/// <summary>Why a model puts an item into a class.</summary>
public sealed record Explanation
{
    public required string ItemId { get; init; }

    /// <summary>A key of <see cref="ExplainingMethods"/>.</summary>
    public required string Method { get; init; }

    /// <summary>The class that is explained.</summary>
    public required string Class { get; init; }

    /// <summary>Of the class, 0 to 1.</summary>
    public required double Probability { get; init; }

    /// <summary>Of an image or a recording: where the evidence lies.</summary>
    public HeatMap? HeatMap { get; init; }

    /// <summary>Of a text: its words, in order.</summary>
    public IReadOnlyList<WordWeight>? Words { get; init; }

    /// <summary>Labelled items that look most alike to the model, the most alike first.</summary>
    public IReadOnlyList<Neighbour> Neighbours { get; init; } = [];
}

/// <summary>Evidence by place. An image's is spread over it, to be drawn with smooth transitions; a recording's has one row, spread over time.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Values">Shape (Height × Width): above 0 speaks for the class, below 0 against it; the strongest is 1 or -1, or all are 0.</param>
public sealed record HeatMap(int Width, int Height, IReadOnlyList<double> Values)
{
    private const int Digits = 3;

    /// <summary>Scales to the strongest.</summary>
    internal static HeatMap Of(int width, int height, float[] values)
    {
        var strongest = values.Max(Math.Abs);
        return new HeatMap(width, height, [.. values.Select(value => strongest > 0 ? Math.Round(value / (double)strongest, Digits) : 0)]);
    }
}

/// <summary>What a word of a text adds to the probability of the class.</summary>
/// <param name="Start">In UTF-16 code units of the text.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Weight">Difference in probability: above 0 speaks for the class. All words together make the difference between the text and
/// an empty one.</param>
public sealed record WordWeight(int Start, int End, double Weight);

/// <summary>A labelled item that is like the explained one.</summary>
/// <param name="Similarity">Cosine of the angle between their features, at most 1.</param>
public sealed record Neighbour(string ItemId, string Label, double Similarity);
