using System.Globalization;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Plans;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>The keys of a model's description, with complaints that name file and line.</summary>
internal sealed class DescriptionKeys
{
    private readonly Dictionary<string, PlanEntry> _entries;

    private DescriptionKeys(PlanFile file)
    {
        File = file.Name;
        _entries = file.Entries.ToDictionary(entry => entry.Key);
    }

    public string File { get; }

    /// <exception cref="BadDataException">It cannot be read, or is no YAML of keys and values.</exception>
    public static DescriptionKeys Read(string file) => new(PlanFileReader.Read(file));

    /// <exception cref="BadDataException">There are others.</exception>
    public void Allow(IReadOnlyList<string> keys)
    {
        if (_entries.Keys.FirstOrDefault(key => !keys.Contains(key)) is { } unknown)
        {
            throw Wrong(unknown, $"is not a key that is known here: use {string.Join(", ", keys)}");
        }
    }

    public IReadOnlyList<string>? Texts(string key) => _entries.GetValueOrDefault(key)?.Values;

    public string? Text(string key) => Texts(key) switch
    {
        null => null,
        [var one] => one,
        _ => throw Wrong(key, "needs one value, not a list"),
    };

    public IReadOnlyList<double>? Numbers(string key) => Texts(key) is { } texts ? [.. texts.Select(text => Parse(key, text))] : null;

    public double Number(string key, double usual) => Text(key) is { } text ? Parse(key, text) : usual;

    public int? Whole(string key, int least, int most) => Text(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Wrong(key, $"must be a whole number from {least} to {most}, not '{text}'");

    /// <param name="usual">Where the key is missing.</param>
    public T Choice<T>(string key, T usual)
        where T : struct, Enum => Text(key) is null ? usual : Choice<T>(key, Enum.GetValues<T>());

    /// <param name="allowed">That may be chosen.</param>
    /// <exception cref="BadDataException">The key is missing, or says something else.</exception>
    public T Choice<T>(string key, IReadOnlyList<T> allowed)
        where T : struct, Enum
    {
        var names = string.Join(", ", allowed.Select(value => value.ToString().ToLowerInvariant()));
        var text = Text(key) ?? throw Missing(key, $"one of {names}");
        foreach (var value in allowed)
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw Wrong(key, $"must be one of {names}, not '{text}'");
    }

    public BadDataException Missing(string key, string such) => new($"{File}:1: '{key}' is missing: {such}.");

    public BadDataException Wrong(string key, string what) => new($"{File}:{_entries[key].Line}: '{key}' {what}.");

    private double Parse(string key, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Wrong(key, $"needs numbers, not '{text}'");
}
