using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>From the labels that stand in files to class names.</summary>
internal sealed class ClassTable
{
    private readonly IReadOnlyList<StoredClass>? given;
    private readonly Dictionary<string, string> nameOf = [];
    private readonly HashSet<string> names = [];
    private readonly Dictionary<string, IReadOnlyList<Answer>> choices = [];

    public ClassTable(DatasetDescription description)
    {
        given = description.Classes;
        foreach (var (value, name) in given ?? [])
        {
            nameOf[value] = name;
            names.Add(name);
        }
    }

    /// <summary>The names in id order: as described, else those that were met, in the order of numbers or of letters.</summary>
    public IReadOnlyList<string> Names => given is not null
        ? [.. given.Select(entry => entry.Name).Distinct()]
        : [.. names.OrderBy(name => double.TryParse(name, CultureInfo.InvariantCulture, out var number) ? number : double.MaxValue)
            .ThenBy(name => name, StringComparer.Ordinal)];

    /// <summary>The class of a label in a file: by its stored value, else by its name. Where no classes are described, every label is one.</summary>
    /// <returns>Null for a label that is none of the described classes.</returns>
    public string? Find(string stored)
    {
        if (given is null)
        {
            names.Add(stored);
            return stored;
        }

        return nameOf.TryGetValue(stored, out var name) ? name : names.Contains(stored) ? stored : null;
    }

    /// <summary>The answers with class names in place of the labels that stand in files.</summary>
    /// <param name="answers">Null: none.</param>
    /// <param name="unknown">The first label that is none of the described classes, or null.</param>
    /// <returns>Null where there are none, or one has an unknown label.</returns>
    public IReadOnlyList<Answer>? ToNames(IReadOnlyList<Answer>? answers, out string? unknown)
    {
        unknown = answers?.SelectMany(answer => answer.Labels).FirstOrDefault(label => Find(label) is null);
        if (answers is null || unknown is not null)
        {
            return null;
        }

        // shared: there are few classes and many items
        if (answers is [{ Labels: [var only], Region: null }])
        {
            var name = Find(only)!;
            if (!choices.TryGetValue(name, out var choice))
            {
                choices[name] = choice = Truth.Choice(name);
            }

            return choice;
        }

        return [.. answers.Select(answer => answer with { Labels = [.. answer.Labels.Select(label => Find(label)!)] })];
    }

    /// <summary>The item with its label as truth; as it is where it has none, or belongs to those without labels.</summary>
    /// <param name="stored">As it stands in the file, or null.</param>
    /// <param name="list">Gets a fault for a label that is unknown.</param>
    public DataItem Label(DataItem item, string? stored, ItemList list)
    {
        if (stored is null || item.Split == Split.Unlabelled)
        {
            return item;
        }

        if (Find(stored) is not { } name)
        {
            list.Refuse(Unknown(item.Id, stored));
            return item;
        }

        var truth = Truth.Choice(name);
        return item with { ReadTruth = () => truth };
    }

    /// <summary>What to say of a label that <see cref="Find"/> does not know.</summary>
    public Fault Unknown(string where, string stored) => new(where,
        $"The label '{stored}' is none of the classes {string.Join(", ", Names.Take(20))}{(Names.Count > 20 ? ", …" : "")}: add it to 'classes' in {DatasetYaml.FileName} or correct it.");
}
