using System.Text;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Datasets;

/// <summary>Texts that come many to a file.</summary>
internal sealed class TextItems(ClassTable classes, ItemList list)
{
    private readonly Dictionary<string, IReadOnlyList<Answer>> truths = []; // shared: there are few classes and many texts

    /// <param name="id">Of the item.</param>
    /// <param name="where">File and line.</param>
    /// <param name="label">As it stands in the file; null or empty: none.</param>
    public void Add(string id, string where, string text, string? label, Split? split)
    {
        if (IsUsable(where, text))
        {
            list.Add(new DataItem(id, new TextSource(text)) { Split = split, ReadTruth = ReadTruth(where, label, split) }, where);
        }
    }

    /// <param name="answers">With labels as they stand in the file; null: none. Those with an unknown label are refused as a whole.</param>
    public void AddAnswered(string id, string where, string text, IReadOnlyList<Answer>? answers, Split? split)
    {
        if (!IsUsable(where, text))
        {
            return;
        }

        if (answers?.SelectMany(answer => answer.Labels).FirstOrDefault(label => classes.Find(label) is null) is { } unknown)
        {
            list.Refuse(classes.Unknown(where, unknown));
            answers = null;
        }

        IReadOnlyList<Answer>? truth = split == Split.Unlabelled
            ? null
            : answers?.Select(answer => answer with { Labels = [.. answer.Labels.Select(label => classes.Find(label)!)] }).ToList();
        list.Add(new DataItem(id, new TextSource(text)) { Split = split, ReadTruth = truth is null ? null : () => truth }, where);
    }

    private bool IsUsable(string where, string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            list.Refuse(where, "The text is empty and is left out.");
            return false;
        }

        // a UTF-16 unit is one to three bytes: count only where it can matter
        if (text.Length > TextFile.MaximumBytes / 3 && TextFile.TooLong(Encoding.UTF8.GetByteCount(text), where) is { } tooLong)
        {
            list.Refuse(tooLong);
            return false;
        }

        return true;
    }

    private Func<IReadOnlyList<Answer>>? ReadTruth(string where, string? label, Split? split)
    {
        if (string.IsNullOrEmpty(label) || split == Split.Unlabelled)
        {
            return null;
        }

        if (classes.Find(label) is not { } name)
        {
            list.Refuse(classes.Unknown(where, label));
            return null;
        }

        if (!truths.TryGetValue(name, out var truth))
        {
            truths[name] = truth = Truth.Choice(name);
        }

        return () => truth;
    }
}
