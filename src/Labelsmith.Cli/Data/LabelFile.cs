using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Data;

/// <summary>Labels that lie apart from the data: <c>--labels FILE</c>.</summary>
internal static class LabelFile
{
    /// <summary>The data with the file's answers as its only truth, matched by item id, else by file name.</summary>
    /// <exception cref="BadDataException">Nothing in the file fits an item, or a line of it cannot be read.</exception>
    public static Dataset Apply(Dataset data, string path, CancellationToken cancel)
    {
        var faults = new List<Fault>();
        var answers = new Dictionary<string, IReadOnlyList<Answer>>();
        foreach (var record in RecordFile.ReadAsync(path, RecordFile.FindReader(path), faults.Add, cancel).ToBlockingEnumerable(cancel))
        {
            if ((record.Annotation ?? record.Prediction?.Answers) is { } given)
            {
                answers[record.Id] = given;
                answers.TryAdd(record.File ?? record.Id, given);
            }
        }

        var matched = 0;
        var items = data.Items.Select(item =>
        {
            if (answers.GetValueOrDefault(item.Id) is not { } given)
            {
                return item with { ReadTruth = null };
            }

            matched++;
            return item with { ReadTruth = () => given };
        }).ToList();
        if (matched == 0)
        {
            throw new BadDataException(
                $"None of the {answers.Count} answers in '{path}' belongs to an item of '{data.Name}': ids read like "
                + $"'{answers.Keys.FirstOrDefault()}' there and like '{(data.Items is [var first, ..] ? first.Id : "")}' here.");
        }

        var classes = data.Classes.Union(answers.Values.SelectMany(given => given).SelectMany(answer => answer.Labels));
        return data with { Items = items, Classes = [.. classes], Faults = [.. data.Faults, .. faults] };
    }
}
