using Labelsmith.Domain.Datasets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Labelsmith.Learning.Plans;

/// <summary>Reads keys with a value or a list of values, in YAML: what <c>--plan</c> names, and descriptions of models.</summary>
public static class PlanFileReader
{
    /// <exception cref="BadDataException">It cannot be read, or is something else.</exception>
    public static PlanFile Read(string path)
    {
        try
        {
            var yaml = new YamlStream();
            using var reader = new StreamReader(path);
            yaml.Load(reader);
            return new PlanFile(path, [.. Entries(path, yaml)]);
        }
        catch (YamlException broken)
        {
            throw new BadDataException($"{path}, line {broken.Start.Line}: this is not YAML ({broken.InnerException?.Message ?? broken.Message}).", broken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{path} cannot be read ({failure.Message.TrimEnd('.')}): check the path.", failure);
        }
    }

    private static IEnumerable<PlanEntry> Entries(string path, YamlStream yaml)
    {
        if (yaml.Documents is not [{ RootNode: var root }, ..] || root is YamlScalarNode { Value: "" or null })
        {
            yield break; // it says nothing
        }

        if (root is not YamlMappingNode mapping)
        {
            throw new BadDataException($"{path}, line {root.Start.Line}: it is to be lines of 'key: value'.");
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = (key as YamlScalarNode)?.Value
                ?? throw new BadDataException($"{path}, line {key.Start.Line}: a key must be a plain word.");
            yield return new PlanEntry(name, value switch
            {
                YamlScalarNode scalar => [scalar.Value ?? ""],
                YamlSequenceNode list when list.Children.All(child => child is YamlScalarNode) => [.. list.Children.Select(child => ((YamlScalarNode)child).Value ?? "")],
                _ => throw new BadDataException($"{path}, line {key.Start.Line}: '{name}' must be a value or a list of values."),
            }, (int)key.Start.Line);
        }
    }
}
