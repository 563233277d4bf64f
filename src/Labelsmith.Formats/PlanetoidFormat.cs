using System.Globalization;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats;

/// <summary>The nodes of a graph in three tables, as the citation networks of Planetoid (Yang et al. 2016, arXiv:1603.08861) are
/// handed on: <c>content.tsv</c> (node, the numbers of its features with blanks between), <c>edges.tsv</c> (node, node) and
/// <c>labels.tsv</c> (node, class; -1 or nothing is none). Ids are the nodes' names. Where splits are given, the labels
/// of nodes in none of them are not looked at.</summary>
internal sealed class PlanetoidFormat : IDatasetFormat
{
    private const string Content = "content.tsv";
    private const string Edges = "edges.tsv";
    private const string Labels = "labels.tsv";
    private const int MostFeatures = 10_000_000;

    public string Key => "planetoid";

    public string Title => "Graph of nodes (Planetoid)";

    public IReadOnlyList<Medium> Media => [Medium.Node];

    public bool Recognizes(DataFolder data) => data.Contains(Content) && data.Contains(Edges);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        if (!Recognizes(data))
        {
            throw new BadDataException($"'{data.Name}' lacks {Content} or {Edges}: a graph needs both.");
        }

        var list = new ItemList();
        var (names, features) = ReadContent(data, list);
        var graph = new NodeGraph(
            features, features.Count == 0 ? 0 : features.Max(row => row.Length == 0 ? 0 : row[^1] + 1), ReadEdges(data, names, list));
        var classes = new ClassTable(description);
        var labels = data.Contains(Labels) ? ReadLabels(data, names, classes, list) : [];
        var splits = new SplitTable(data, description);
        foreach (var (name, node) in names)
        {
            Split? split = splits.IsEmpty ? null : splits.Of(name) ?? Split.Unlabelled;
            var truth = split == Split.Unlabelled ? null : labels.GetValueOrDefault(node);
            list.Add(new DataItem(name, new NodeSource(graph, node)) { Split = split, ReadTruth = truth is null ? null : () => truth });
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Node,
            Task = description.Task ?? TaskKind.Classification,
            Items = list.OrThrow(data, "no nodes"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static (Dictionary<string, int> Names, List<int[]> Features) ReadContent(DataFolder data, ItemList list)
    {
        var (names, features) = (new Dictionary<string, int>(), new List<int[]>());
        foreach (var (where, name, rest) in ReadRows(data, Content))
        {
            var words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var numbers = new int[words.Length];
            if (words.Where((word, i) => !IsFeature(word, out numbers[i])).FirstOrDefault() is { } wrong)
            {
                list.Refuse(where, $"'{wrong}' is no number of a feature, 0 to {MostFeatures - 1}: the node is left out.");
            }
            else if (name == "" || !names.TryAdd(name, names.Count))
            {
                list.Refuse(where, $"The node '{name}' has no name of its own: this line is left out.");
            }
            else
            {
                features.Add([.. numbers.Distinct().Order()]);
            }
        }

        return (names, features);
    }

    private static bool IsFeature(string word, out int number) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number < MostFeatures;

    private static List<(int, int)> ReadEdges(DataFolder data, Dictionary<string, int> names, ItemList list)
    {
        var edges = new HashSet<(int, int)>();
        foreach (var (where, one, other) in ReadRows(data, Edges))
        {
            if (names.TryGetValue(one, out var from) && names.TryGetValue(other, out var to))
            {
                if (from != to)
                {
                    edges.Add((Math.Min(from, to), Math.Max(from, to)));
                }
            }
            else
            {
                list.Refuse(where, $"{Content} has no node '{(names.ContainsKey(one) ? other : one)}': the edge is left out.");
            }
        }

        return [.. edges.Order()];
    }

    private static Dictionary<int, IReadOnlyList<Answer>> ReadLabels(
        DataFolder data, Dictionary<string, int> names, ClassTable classes, ItemList list)
    {
        var labels = new Dictionary<int, IReadOnlyList<Answer>>();
        foreach (var (where, name, label) in ReadRows(data, Labels))
        {
            if (!names.TryGetValue(name, out var node))
            {
                list.Refuse(where, $"{Content} has no node '{name}': its label is left out.");
            }
            else if (label is not ("" or "-1"))
            {
                if (classes.Find(label) is { } known)
                {
                    labels[node] = Truth.Choice(known);
                }
                else
                {
                    list.Refuse(classes.Unknown(where, label));
                }
            }
        }

        return labels;
    }

    /// <summary>What stands before and after the first tabulator of each line that is not empty.</summary>
    private static IEnumerable<(string Where, string First, string Second)> ReadRows(DataFolder data, string file)
    {
        using var reader = new StreamReader(data.OpenRead(file), Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                var tab = line.IndexOf('\t', StringComparison.Ordinal);
                yield return ($"{file}:{number}", line[..(tab < 0 ? line.Length : tab)].Trim(), tab < 0 ? "" : line[(tab + 1)..].Trim());
            }
        }
    }
}
