using System.Text;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Datasets;

/// <summary>Texts that come many to a file.</summary>
internal sealed class TextItems(ClassTable classes, ItemList list)
{
    /// <param name="id">Of the item.</param>
    /// <param name="where">File and line.</param>
    /// <param name="label">As it stands in the file; null or empty: none.</param>
    public void Add(string id, string where, string text, string? label, Split? split) =>
        AddAnswered(id, where, text, string.IsNullOrEmpty(label) || split == Split.Unlabelled ? null : Truth.Choice(label), split);

    /// <param name="answers">With labels as they stand in the file; null: none. Those with an unknown label are refused as a whole.</param>
    public void AddAnswered(string id, string where, string text, IReadOnlyList<Answer>? answers, Split? split)
    {
        if (!IsUsable(where, text))
        {
            return;
        }

        var truth = classes.ToNames(answers, out var unknown);
        if (unknown is not null)
        {
            list.Refuse(classes.Unknown(where, unknown));
        }

        list.Add(new DataItem(id, new TextSource(text))
        {
            Split = split,
            ReadTruth = truth is null || split == Split.Unlabelled ? null : () => truth,
        }, where);
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
}
