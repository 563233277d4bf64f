using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>The split that the usual names of files, folders and columns mean.</summary>
internal static class SplitNames
{
    private static readonly Dictionary<string, Split> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["train"] = Split.Train,
        ["training"] = Split.Train,
        ["val"] = Split.Validation,
        ["valid"] = Split.Validation,
        ["validation"] = Split.Validation,
        ["dev"] = Split.Validation,
        ["test"] = Split.Test,
        ["testing"] = Split.Test,
        ["t10k"] = Split.Test,
        ["unlabelled"] = Split.Unlabelled,
        ["unlabeled"] = Split.Unlabelled,
        ["unsup"] = Split.Unlabelled,
    };

    /// <summary>Of a whole name, such as a folder's.</summary>
    public static Split? Of(string name) => Names.TryGetValue(name, out var split) ? split : null;

    /// <summary>Of a file: by the first of the words of its name that means a split, as in <c>instances_val2017.json</c>.</summary>
    public static Split? OfFile(string file) => PathNames.Stem(file).Split('-', '_', '.', ' ')
        .Select(word => Of(word) ?? Of(word.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')))
        .FirstOrDefault(split => split is not null);
}
