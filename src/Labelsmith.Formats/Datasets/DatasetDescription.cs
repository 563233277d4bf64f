using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Formats.Datasets;

/// <summary>What a <c>dataset.yaml</c> says. Every key may be left out.</summary>
public sealed record DatasetDescription
{
    /// <summary>A key of <see cref="FormatCatalog"/>.</summary>
    public string? Format { get; init; }

    public TaskKind? Task { get; init; }

    /// <summary>Class names with the values that stand for them in files: in id order from 0, or as given. Null: not said.</summary>
    public IReadOnlyList<StoredClass>? Classes { get; init; }

    /// <summary>The stored value without meaning: no loss, no metric.</summary>
    public string? Ignore { get; init; }

    /// <summary>What pixels mean that no region covers. Null: what the files say, else background.</summary>
    public UnmarkedPixels? Unmarked { get; init; }

    /// <summary>Null: not said.</summary>
    public IReadOnlyDictionary<Split, SplitRule>? Splits { get; init; }

    /// <summary>Folder of images → folder of their masks.</summary>
    public IReadOnlyDictionary<string, string>? Masks { get; init; }

    /// <summary>The annotation files: a path or globs.</summary>
    public IReadOnlyList<string>? Annotations { get; init; }

    /// <summary>The folder of images.</summary>
    public string? Images { get; init; }

    /// <summary>What the columns hold, in their order; an empty name leaves one out.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>Whether the first line names the columns.</summary>
    public bool? Header { get; init; }

    /// <summary>Whether quotation marks enclose fields.</summary>
    public bool? Quotes { get; init; }

    /// <summary>An IANA name. Default UTF-8.</summary>
    public string? Encoding { get; init; }

    /// <summary>Of a line, with the groups <c>text</c> and <c>label</c>.</summary>
    public string? Pattern { get; init; }

    /// <summary>Of a file's name, with the group <c>label</c>.</summary>
    public string? LabelPattern { get; init; }

    /// <summary>Of a token, with the group <c>token</c>.</summary>
    public string? TokenPattern { get; init; }

    /// <summary>What stands between tokens. Default a space.</summary>
    public string? Joiner { get; init; }

    /// <summary>For graphs: test inputs may be seen in training.</summary>
    public bool? Transductive { get; init; }
}

/// <summary>A class and the value that stands for it in files.</summary>
public sealed record StoredClass(string Value, string Name);

/// <summary>Which files or ids make up a split: globs, or a file that lists them.</summary>
public sealed record SplitRule(IReadOnlyList<string> Globs, string? ListFile);
