using Labelsmith.Domain.Answers;

namespace Labelsmith.Formats.Datasets;

/// <summary>Tells data whose items have any number of labels from data where a stray item has two.</summary>
internal static class Multilabels
{
    private const double LeastShare = 0.05;

    /// <summary>Stand between the labels of one cell.</summary>
    private static readonly char[] _separators = ['|', ';'];

    /// <summary>Whether at least a twentieth of the labelled items has several labels for the whole item.</summary>
    public static bool AreIn(IEnumerable<IReadOnlyList<Answer>?> annotations)
    {
        var (labelled, several) = (0, 0);
        foreach (var answers in annotations)
        {
            labelled += answers is null ? 0 : 1;
            several += answers?.Where(answer => answer.Region is null).SelectMany(answer => answer.Labels).Distinct().Count() > 1 ? 1 : 0;
        }

        return several > 0 && several >= LeastShare * labelled;
    }

    /// <summary>The labels of a cell such as <c>sport|politics</c>.</summary>
    public static IReadOnlyList<string> Split(string cell) =>
        [.. cell.Split(_separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];
}
