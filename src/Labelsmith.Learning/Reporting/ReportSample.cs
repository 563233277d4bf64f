namespace Labelsmith.Learning.Reporting;

/// <summary>A test item as <c>report.html</c> shows it.</summary>
public sealed record ReportSample
{
    /// <summary>The item's id.</summary>
    public required string Id { get; init; }

    /// <summary>In words.</summary>
    public required string Truth { get; init; }

    /// <summary>In words.</summary>
    public required string Predicted { get; init; }

    /// <summary>As <see cref="Evaluation.WorstItem"/>'s: higher is better.</summary>
    public required double Score { get; init; }

    /// <summary>Null where right and wrong are a matter of degree.</summary>
    public bool? IsRight { get; init; }

    /// <summary>A PNG file; null where there is nothing to see.</summary>
    public byte[]? Picture { get; init; }

    /// <summary>The beginning of a text.</summary>
    public string? Excerpt { get; init; }

    /// <summary>Spans within <see cref="Excerpt"/>, true and predicted ones.</summary>
    public IReadOnlyList<TextMark> Marks { get; init; } = [];
}

/// <summary>A span to be seen in an excerpt.</summary>
/// <param name="Start">In UTF-16 code units of the excerpt.</param>
/// <param name="End">The code unit after the last.</param>
/// <param name="Class">Its class's number.</param>
/// <param name="IsTruth">A person's, else the model's.</param>
public sealed record TextMark(int Start, int End, int Class, bool IsTruth);
