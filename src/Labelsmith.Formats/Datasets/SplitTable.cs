using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>Which split an item or file belongs to, by the <c>splits</c> of <c>dataset.yaml</c>.</summary>
internal sealed class SplitTable
{
    private readonly List<(Split Split, List<Glob> Globs, HashSet<string>? Listed)> rules = [];
    private readonly HashSet<Split> matched = [];

    /// <exception cref="BadDataException">A list cannot be read.</exception>
    public SplitTable(DataFolder data, DatasetDescription description)
    {
        foreach (var (split, rule) in description.Splits ?? new Dictionary<Split, SplitRule>())
        {
            rules.Add((split, [.. rule.Globs.Select(glob => new Glob(glob))], rule.ListFile is { } file ? ReadList(data, file) : null));
        }
    }

    /// <summary>No splits are given at all.</summary>
    public bool IsEmpty => rules.Count == 0;

    /// <summary>Some split is a glob; then files that match none are no part of data that lies in a few large files.</summary>
    public bool HasGlobs => rules.Any(rule => rule.Globs.Count > 0);

    /// <summary>Null where no split takes the path.</summary>
    /// <exception cref="BadDataException">Two splits take it: tests would then be on what was learned.</exception>
    public Split? Of(string path)
    {
        Split? found = null;
        foreach (var (split, globs, listed) in rules)
        {
            if (!globs.Any(glob => glob.Matches(path)) && !(listed is not null && IsListed(listed, path)))
            {
                continue;
            }

            found = found is null
                ? split
                : throw new BadDataException(
                    $"'{path}' is in the splits {found} and {split}: let one of them take it in {DatasetYaml.FileName}.");
            matched.Add(split);
        }

        return found;
    }

    /// <summary>A fault for every split that has taken nothing so far.</summary>
    public IEnumerable<Fault> FindUnused() => rules.Where(rule => !matched.Contains(rule.Split)).Select(rule =>
        new Fault(DatasetYaml.FileName, $"The split '{rule.Split.ToString().ToLowerInvariant()}' takes no item: check its glob or list."));

    private static bool IsListed(HashSet<string> listed, string path)
    {
        var stem = path[..(path.LastIndexOf('.') is > 0 and var dot ? dot : path.Length)];
        return listed.Contains(path) || listed.Contains(stem) || listed.Contains(path[(path.LastIndexOf('/') + 1)..])
            || listed.Contains(stem[(stem.LastIndexOf('/') + 1)..]);
    }

    /// <summary>One item a line: its path, its name or its name without an ending; what follows a blank is not looked at.</summary>
    private static HashSet<string> ReadList(DataFolder data, string file)
    {
        try
        {
            return [.. File.ReadLines(data.PathOf(file)).Select(line => line.Trim()).Where(line => line != "")
                .SelectMany(line => (string[])[line, line.Split((char[])[' ', '\t'], 2)[0]])];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"{DatasetYaml.FileName} names the list '{file}', which cannot be read: {failure.Message}", failure);
        }
    }
}
