using System.Text.RegularExpressions;

namespace Labelsmith.Formats.Datasets;

/// <summary>The <c>label_pattern</c> of <c>dataset.yaml</c>.</summary>
internal sealed class LabelPattern
{
    private readonly Regex pattern;

    private LabelPattern(string pattern) => this.pattern = new Regex(pattern, RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Null where the description has none.</summary>
    public static LabelPattern? Of(DatasetDescription description) =>
        description.LabelPattern is { } text ? new LabelPattern(text) : null;

    /// <summary>The label in a file's name; null where there is none.</summary>
    public string? Find(string file) =>
        pattern.Match(PathNames.Name(file)) is { Success: true } match ? match.Groups["label"].Value : null;
}
