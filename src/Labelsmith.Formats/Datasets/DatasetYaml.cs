using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Schema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Labelsmith.Formats.Datasets;

/// <summary>Reads <c>dataset.yaml</c>. Its keys are documented in <c>docs/dataset.schema.json</c>; any other key is an error.</summary>
public static class DatasetYaml
{
    public const string FileName = "dataset.yaml";

    private const int MaximumLength = 1 << 20;

    private static readonly string[] Keys =
    [
        "format", "task", "classes", "ignore", "splits", "masks", "annotations", "images", "columns", "header", "quotes",
        "encoding", "pattern", "label_pattern", "token_pattern", "joiner", "transductive", "unmarked",
    ];

    /// <summary>Reads the description in a folder; an empty one where the folder has none.</summary>
    /// <exception cref="BadDataException">The file says something that we do not understand; the message names its line.</exception>
    public static DatasetDescription ReadFrom(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            return !File.Exists(path)
                ? new DatasetDescription()
                : new FileInfo(path).Length > MaximumLength
                    ? throw new BadDataException($"{FileName} is larger than 1 MB: describe the data by globs instead of by names.")
                    : Parse(File.ReadAllText(path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{FileName} cannot be read: {failure.Message}", failure);
        }
    }

    /// <inheritdoc cref="ReadFrom"/>
    public static DatasetDescription Parse(string yaml)
    {
        YamlNode root;
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
            {
                return new DatasetDescription();
            }

            root = stream.Documents[0].RootNode;
        }
        catch (YamlException broken)
        {
            throw new BadDataException($"{FileName}:{broken.Start.Line}: this is not YAML: {broken.Message}", broken);
        }

        return Read(new YamlMap(root, "", Keys));
    }

    private static DatasetDescription Read(YamlMap map) => new()
    {
        Format = map.Text("format"),
        Task = map.Choice<TaskKind>("task"),
        Classes = ReadClasses(map),
        Ignore = map.Text("ignore"),
        Unmarked = map.Choice<UnmarkedPixels>("unmarked"),
        Splits = map.Map("splits", Enum.GetNames<Split>().Select(name => name.ToLowerInvariant())) is { } splits ? ReadSplits(splits) : null,
        Masks = map.Pairs("masks")?.ToDictionary(pair => TrimFolder(pair.Key), pair => TrimFolder(pair.Value)),
        Annotations = map.Texts("annotations"),
        Images = map.Text("images") is { } images ? TrimFolder(images) : null,
        Columns = map.Texts("columns"),
        Header = map.Flag("header"),
        Quotes = map.Flag("quotes"),
        Encoding = map.Text("encoding"),
        Pattern = map.Pattern("pattern", "text"),
        LabelPattern = map.Pattern("label_pattern", "label"),
        TokenPattern = map.Pattern("token_pattern", "token"),
        Joiner = map.Text("joiner"),
        Transductive = map.Flag("transductive"),
    };

    private static List<StoredClass>? ReadClasses(YamlMap map)
    {
        List<StoredClass>? classes = map.Node("classes") switch
        {
            YamlMappingNode => [.. map.Pairs("classes")!.Select(pair => new StoredClass(pair.Key, pair.Value))],
            null => null,
            _ => [.. map.Texts("classes")!.Select((name, id) => new StoredClass(id.ToString(System.Globalization.CultureInfo.InvariantCulture), name))],
        };
        // several stored values may stand for one class only where a map says so
        var twice = map.Node("classes") is YamlMappingNode ? null : classes?.GroupBy(entry => entry.Name).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? classes : throw map.Wrong("classes", $"names '{twice.Key}' twice");
    }

    private static Dictionary<Split, SplitRule> ReadSplits(YamlMap splits) =>
        splits.Keys.ToDictionary(
            key => Enum.Parse<Split>(key, ignoreCase: true),
            key => splits.Node(key) is YamlMappingNode
                ? new SplitRule([], splits.Map(key, ["list"])!.Text("list") ?? throw splits.Wrong(key, "needs a file name under 'list'"))
                : new SplitRule(splits.Texts(key)!, null));

    private static string TrimFolder(string folder)
    {
        folder = folder.Replace('\\', '/').TrimEnd('/');
        folder = folder.StartsWith("./", StringComparison.Ordinal) ? folder[2..] : folder;
        return folder == "." ? "" : folder.TrimStart('/');
    }
}
