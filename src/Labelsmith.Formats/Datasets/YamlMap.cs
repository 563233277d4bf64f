using System.Text.RegularExpressions;
using Labelsmith.Domain.Datasets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Labelsmith.Formats.Datasets;

/// <summary>One mapping of <c>dataset.yaml</c> or another such file, with complaints that name the line.</summary>
internal sealed class YamlMap
{
    private readonly Dictionary<string, YamlNode> entries = [];
    private readonly string path;
    private readonly string file;
    private readonly YamlNode whole;

    /// <param name="allowed">The keys that may occur; null: any.</param>
    /// <param name="file">Its name, for complaints.</param>
    public YamlMap(YamlNode node, string path, IEnumerable<string>? allowed, string file = DatasetYaml.FileName)
    {
        (this.path, this.file, whole) = (path, file, node);
        if (node is not YamlMappingNode mapping)
        {
            // an empty file is a null scalar: it says nothing, and that is fine at the top
            if (path == "" && node is YamlScalarNode { Value: "" or null })
            {
                return;
            }

            throw Wrong(node, path == "" ? "the file" : $"'{path}'", "must be a mapping of keys to values");
        }

        foreach (var (key, value) in mapping.Children)
        {
            if (key is not YamlScalarNode { Value: { } name })
            {
                throw Wrong(key, "a key", "must be a plain word");
            }

            if (allowed is not null && !allowed.Contains(name))
            {
                throw Wrong(key, $"'{Join(name)}'", $"is not a key that is known here: use {string.Join(", ", allowed)}");
            }

            entries[name] = value;
        }
    }

    public IEnumerable<string> Keys => entries.Keys;

    public YamlNode? Node(string key) =>
        entries.GetValueOrDefault(key) is { } node && node is not YamlScalarNode { Style: ScalarStyle.Plain, Value: "" or "~" or "null" or null } ? node : null;

    public YamlMap? Map(string key, IEnumerable<string>? allowed) => Node(key) is { } node ? new YamlMap(node, Join(key), allowed, file) : null;

    public string? Text(string key) => Node(key) switch
    {
        null => null,
        YamlScalarNode scalar => scalar.Value,
        _ => throw Wrong(key, "must be one value, not a list or mapping"),
    };

    /// <summary>A list of values, or a single one.</summary>
    public IReadOnlyList<string>? Texts(string key) => Node(key) switch
    {
        null => null,
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode list => [.. list.Children.Select(child =>
            (child as YamlScalarNode ?? throw Wrong(key, "must be a list of plain values")).Value ?? "")],
        _ => throw Wrong(key, "must be a value or a list of values"),
    };

    public IReadOnlyList<KeyValuePair<string, string>>? Pairs(string key) => Map(key, null) is { } map
        ? [.. map.Keys.Select(name => KeyValuePair.Create(name, map.Text(name) ?? throw map.Wrong(name, "needs a value")))]
        : null;

    public bool? Flag(string key) => Text(key) switch
    {
        null => null,
        "true" or "yes" => true,
        "false" or "no" => false,
        var other => throw Wrong(key, $"must be true or false, not '{other}'"),
    };

    public T? Choice<T>(string key) where T : struct, Enum => Text(key) switch
    {
        null => null,
        var text when Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) => value,
        var other => throw Wrong(key, $"must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not '{other}'"),
    };

    /// <summary>A regular expression with a named group.</summary>
    public string? Pattern(string key, string group)
    {
        if (Text(key) is not { } pattern)
        {
            return null;
        }

        try
        {
            return new Regex(pattern).GetGroupNames().Contains(group)
                ? pattern
                : throw Wrong(key, $"needs the named group (?<{group}>...)");
        }
        catch (RegexParseException broken)
        {
            throw Wrong(key, $"is not a regular expression: {broken.Message}");
        }
    }

    public BadDataException Wrong(string key, string what) => Wrong(entries[key], $"'{Join(key)}'", what);

    /// <summary>Complains of the mapping as a whole.</summary>
    public BadDataException Wrong(string what) => Wrong(whole, $"'{path}'", what);

    private BadDataException Wrong(YamlNode node, string subject, string what) =>
        new($"{file}:{node.Start.Line}: {subject} {what}.");

    private string Join(string key) => path == "" ? key : $"{path}.{key}";
}
