using System.Globalization;
using System.Text.RegularExpressions;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Labelsmith.Formats;

/// <summary>Reads labelling functions from a YAML file: <c>functions</c>, a list of mappings. Files and folders that it names are relative to it.</summary>
public static class LabelingFunctionsYaml
{
    private const int MaximumLength = 1 << 20;

    private static readonly string[] _keys = ["name", "label", "pattern", "words", "words_file", "model", "least", "prompt", "server", "language_model", "most"];

    /// <exception cref="BadDataException">The file says something that we do not understand; the message names its line.</exception>
    public static IReadOnlyList<LabelingFunction> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > MaximumLength)
            {
                throw new BadDataException($"{name} is larger than 1 MB: put long lists of words into files of their own, with 'words_file'.");
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(File.ReadAllText(path)));
            var root = stream.Documents.Count == 0 ? new YamlScalarNode() : stream.Documents[0].RootNode;
            return Read(new YamlMap(root, "", ["functions"], name), name, Path.GetDirectoryName(Path.GetFullPath(path))!);
        }
        catch (YamlException broken)
        {
            throw new BadDataException($"{name}:{broken.Start.Line}: this is not YAML: {broken.Message}", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path} cannot be read: {failure.Message}", failure);
        }
    }

    private static List<LabelingFunction> Read(YamlMap root, string file, string folder)
    {
        if (root.Node("functions") is not YamlSequenceNode { Children: { Count: > 0 } nodes })
        {
            throw new BadDataException($"{file} needs a list under the key 'functions': see docs/labeling-functions.md.");
        }

        var functions = nodes.Select((node, i) => ReadOne(new YamlMap(node, $"functions[{i}]", _keys, file), folder)).ToList();
        return functions.GroupBy(function => function.Name).FirstOrDefault(group => group.Count() > 1) is { } twice
            ? throw new BadDataException($"{file} has two functions of the name '{twice.Key}': name them apart.")
            : functions;
    }

    private static LabelingFunction ReadOne(YamlMap map, string folder)
    {
        string[] ways = [.. ((string[])["pattern", "words", "words_file", "model", "prompt"]).Where(key => map.Node(key) is not null)];
        if (ways.Length != 1)
        {
            throw map.Wrong("needs one of pattern, words, words_file, model and prompt");
        }

        var findsLabels = ways[0] is "model" or "prompt";
        if (!findsLabels && map.Text("label") is null)
        {
            throw map.Wrong("needs the label that it votes for");
        }

        if (findsLabels && map.Text("label") is not null)
        {
            throw map.Wrong("label", $"has no meaning beside a {ways[0]}, which votes for what it finds");
        }

        return new LabelingFunction
        {
            Name = map.Text("name") ?? throw map.Wrong("needs a name"),
            Label = map.Text("label"),
            Pattern = Pattern(map),
            Words = map.Texts("words") ?? WordsFile(map, folder),
            Model = map.Text("model") is { } model ? Path.Combine(folder, model) : null,
            Least = Least(map),
            Prompt = Prompt(map),
        };
    }

    private static Prompt? Prompt(YamlMap map)
    {
        if (map.Text("prompt") is not { } question)
        {
            return null;
        }

        var server = map.Text("server") ?? throw map.Wrong("needs the server that is asked");
        return !Uri.TryCreate(server, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" }
            ? throw map.Wrong("server", $"must be the address of an OpenAI-compatible server, such as http://127.0.0.1:8080/v1, not '{server}'")
            : new Prompt(question, address, map.Text("language_model") ?? throw map.Wrong("needs the language_model that is asked"), Most(map));
    }

    private static int Most(YamlMap map) => map.Text("most") switch
    {
        null => Domain.Datasets.Prompt.UsualMost,
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var most) && most > 0 => most,
        var other => throw map.Wrong("most", $"must be a whole number above 0, not '{other}'"),
    };

    private static string? Pattern(YamlMap map)
    {
        try
        {
            return map.Text("pattern") is { } pattern && new Regex(pattern) is { } ? pattern : null;
        }
        catch (RegexParseException broken)
        {
            throw map.Wrong("pattern", $"is not a regular expression: {broken.Message}");
        }
    }

    private static string[]? WordsFile(YamlMap map, string folder)
    {
        if (map.Text("words_file") is not { } file)
        {
            return null;
        }

        var path = Path.Combine(folder, file);
        return File.Exists(path)
            ? [.. File.ReadLines(path).Select(line => line.Trim()).Where(line => line.Length > 0)]
            : throw map.Wrong("words_file", $"names {path}, which is not there");
    }

    private static double Least(YamlMap map) => map.Text("least") switch
    {
        null => 0,
        var text when double.TryParse(text, CultureInfo.InvariantCulture, out var least) && least is >= 0 and <= 1 => least,
        var other => throw map.Wrong("least", $"must be a number from 0 to 1, not '{other}'"),
    };
}
