using System.Globalization;
using System.Text;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Plans;

/// <summary>What a learner decides from the data before it trains, each with a reason, unless a file decides otherwise. It is said
/// before training, stands in the reports, and lies beside the model as a file that can be changed and given back.</summary>
/// <remarks>In the manner of Isensee et al. (2021), "nnU-Net", doi:10.1038/s41592-020-01008-z: rules from the data's properties.</remarks>
/// <param name="file">Null: the data decides alone.</param>
public sealed class LearningPlan(PlanFile? file)
{
    /// <summary>Beside the model.</summary>
    public const string FileName = "plan.yaml";

    private readonly List<PlanRow> _rows = [];

    /// <summary>In the order in which they were decided.</summary>
    public IReadOnlyList<PlanRow> Rows => _rows;

    /// <param name="key">In the file.</param>
    /// <param name="derived">What the data suggests.</param>
    /// <param name="why">What it is, and why it is so.</param>
    /// <param name="multiple">Of which a number in the file must be a multiple.</param>
    /// <exception cref="BadDataException">The file says something else than such a number.</exception>
    public int Whole(string key, int derived, int least, int most, string why, int multiple = 1) => Decide(
        key, derived, why, entry => ReadWhole(entry, Single(entry), least, most, multiple), Write);

    /// <inheritdoc cref="Whole"/>
    public double Number(string key, double derived, double least, double most, string why) => Decide(
        key, derived, why,
        entry => double.TryParse(Single(entry), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Wrong(entry, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}")),
        value => Math.Round(value, 6).ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc cref="Whole"/>
    public bool Flag(string key, bool derived, string why) => Decide(
        key, derived, why,
        entry => Single(entry) switch { "true" => true, "false" => false, _ => throw Wrong(entry, "true or false") },
        value => value ? "true" : "false");

    /// <summary>One of the names of an enumeration, in lower case with hyphens.</summary>
    /// <inheritdoc cref="Whole"/>
    public T Choice<T>(string key, T derived, string why) where T : struct, Enum => Decide(
        key, derived, why,
        entry => Enum.GetValues<T>().Cast<T?>().FirstOrDefault(value => Word(value!.Value) == Single(entry))
            ?? throw Wrong(entry, $"one of {string.Join(", ", Enum.GetValues<T>().Select(Word))}"),
        Word);

    /// <summary>A list of whole numbers.</summary>
    /// <param name="length">How many there may be, at least and at most.</param>
    /// <inheritdoc cref="Whole"/>
    public IReadOnlyList<int> Wholes(string key, IReadOnlyList<int> derived, int least, int most, (int Least, int Most) length, string why) => Decide(
        key, derived, why,
        entry => entry.Values.Count >= length.Least && entry.Values.Count <= length.Most
            ? [.. entry.Values.Select(text => ReadWhole(entry, text, least, most, 1))]
            : throw Wrong(entry, $"a list of {length.Least} to {length.Most} whole numbers"),
        values => $"[{string.Join(", ", values.Select(Write))}]");

    /// <summary>Nothing more will be decided: refuses keys that decide nothing, says the plan, and writes it down.</summary>
    /// <exception cref="BadDataException">The file has a key that this plan does not have.</exception>
    internal void Close(LearningContext context)
    {
        if (file?.Entries.FirstOrDefault(entry => _rows.All(row => row.Key != entry.Key)) is { } unknown)
        {
            throw new BadDataException(
                $"{file.Name}, line {unknown.Line}: '{unknown.Key}' is not in this plan, which has {string.Join(", ", _rows.Select(row => row.Key))}.");
        }

        File.WriteAllText(Path.Combine(context.ModelDirectory, FileName), ToYaml());
        context.Tell(LearningStage.Preprocess, 1, $"Plan: {string.Join(", ", _rows.Select(row => $"{row.Key} {row.Value}"))}.");
    }

    /// <summary>A file that gives this plan again.</summary>
    internal string ToYaml()
    {
        var yaml = new StringBuilder("# What was decided before training. Give it back, changed or not, with --plan.\n");
        foreach (var row in _rows)
        {
            yaml.Append(CultureInfo.InvariantCulture, $"{row.Key + ": " + row.Value,-34} # {row.Why}{(row.Given ? " (given)" : "")}\n");
        }

        return yaml.ToString();
    }

    private T Decide<T>(string key, T derived, string why, Func<PlanEntry, T> read, Func<T, string> write)
    {
        var entry = file?.Entries.FirstOrDefault(entry => entry.Key == key);
        var value = entry is null ? derived : read(entry);
        _rows.Add(new PlanRow(key, write(value), why, entry is not null));
        return value;
    }

    private int ReadWhole(PlanEntry entry, string text, int least, int most, int multiple) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most && value % multiple == 0
            ? value
            : throw Wrong(entry, (entry.Values.Count > 1 ? "whole numbers" : "a whole number")
                + $" from {least} to {most}{(multiple > 1 ? $", a multiple of {multiple}" : "")}");

    private string Single(PlanEntry entry) => entry.Values is [var only] ? only : throw Wrong(entry, "one value");

    private BadDataException Wrong(PlanEntry entry, string what) =>
        new($"{file!.Name}, line {entry.Line}: '{entry.Key}' needs {what}, not '{string.Join(", ", entry.Values)}'.");

    private static string Write(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>ZScore becomes z-score.</summary>
    private static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((letter, i) => char.IsUpper(letter) && i > 0 ? $"-{char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
