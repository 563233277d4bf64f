using System.Text;
using System.Text.RegularExpressions;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Texts in files of their own, a sentence a line, with a line of equal signs before, between and after the parts of one topic.</summary>
/// <remarks>As the reference files of Choi (2000), "Advances in domain independent linear text segmentation", arXiv:cs/0003083. A file
/// without such a line is a text that nobody has split.</remarks>
internal sealed partial class ChoiFormat : IDatasetFormat
{
    /// <summary>The label of every part.</summary>
    private const string Label = "segment";

    public string Key => "choi";

    public string Title => "Texts split by topic (Choi)";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public bool Recognizes(DataFolder data) => data.Files.Any(file => IsText(data, file));

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var encoding = TextEncoding.Of(description);
        var classes = new ClassTable(description with { Classes = null }); // parts have no classes
        var list = new ItemList();
        var texts = new TextItems(classes, list);
        var files = data.Files.Where(file => splits.HasGlobs ? splits.Of(file) is not null : IsText(data, file)).ToList();
        foreach (var file in files.Count > 0 || splits.HasGlobs ? files : data.Files)
        {
            try
            {
                var (text, segments) = Read(TextFile.Read(data.PathOf(file), file, encoding));
                texts.AddAnswered(file, file, text, segments, splits.Of(file));
            }
            catch (BadItemException bad)
            {
                list.Refuse(bad.Fault);
            }
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task ?? TaskKind.Splitting,
            Items = list.OrThrow(data, "no texts"),
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static bool IsText(DataFolder data, string file) =>
        SeparatorLine().IsMatch(Encoding.UTF8.GetString(data.ReadStart(file).AsSpan().TrimStart("\uFEFF"u8)).Split('\n', 2)[0]);

    /// <summary>The lines between the separators with a line feed between them, and where each part lies; null where there is no separator.</summary>
    private static (string Text, IReadOnlyList<Answer>? Segments) Read(string file)
    {
        var text = new StringBuilder();
        var segments = new List<Answer>();
        var (start, isSplit) = (0, false);
        void Close()
        {
            if (text.Length > start)
            {
                segments.Add(Truth.Region(segments.Count + 1, Label, new TextSpan(start, text.Length)));
            }
        }

        foreach (var line in file.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            if (SeparatorLine().IsMatch(line))
            {
                Close();
                (start, isSplit) = (text.Length == 0 ? 0 : text.Length + 1, true); // the next part begins after the line feed
                continue;
            }

            text.Append(text.Length > 0 ? "\n" : "").Append(line);
        }

        Close();
        return (text.ToString(), isSplit ? segments : null);
    }

    [GeneratedRegex(@"^={5,}\s*$")]
    private static partial Regex SeparatorLine();
}
