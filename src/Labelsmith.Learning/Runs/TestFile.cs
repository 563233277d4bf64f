using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Runs;

/// <summary>A test item with what a person and what the model said of it.</summary>
internal sealed record TestedItem(string Id, IReadOnlyList<Answer> Truth, IReadOnlyList<Answer> Predicted);

/// <summary><c>test.jsonl</c>: the test items of a run, one a line, by which models are compared later.</summary>
internal sealed class TestFile : IDisposable
{
    public const string Name = "test.jsonl";

    private readonly FileStream _stream;

    public TestFile(string directory) => _stream = File.Create(Path.Combine(directory, Name));

    /// <exception cref="BadDataException">The file is missing or broken.</exception>
    public static IReadOnlyDictionary<string, TestedItem> Read(string file)
    {
        try
        {
            return File.ReadLines(file).Select(line => JsonSerializer.Deserialize<TestedItem>(line, DomainJson.Options)!)
                .ToDictionary(item => item.Id);
        }
        catch (Exception failure) when (failure is IOException or JsonException or ArgumentException)
        {
            throw new BadDataException("What one of the models answered in its test is not there any more: learn again to compare it.", failure);
        }
    }

    /// <summary>Whether people say the same of both; ids of answers and their order don't matter.</summary>
    public static bool SameTruth(TestedItem one, TestedItem other) => one.Truth.Select(Key).Order(StringComparer.Ordinal)
        .SequenceEqual(other.Truth.Select(Key).Order(StringComparer.Ordinal));

    /// <summary>Writes what goes by.</summary>
    public static IEnumerable<(DataItem Item, ItemOutput Output)> Keep(
        string directory, IEnumerable<(DataItem Item, ItemOutput Output)> outputs, ModelCard card)
    {
        using var file = new TestFile(directory);
        foreach (var (item, output) in outputs)
        {
            file.TryAdd(item, output, card);
            yield return (item, output);
        }
    }

    public void Add(TestedItem item)
    {
        JsonSerializer.Serialize(_stream, item, DomainJson.Options);
        _stream.WriteByte((byte)'\n');
    }

    /// <summary>A truth that cannot be read is reported where it is compared.</summary>
    private void TryAdd(DataItem item, ItemOutput output, ModelCard card)
    {
        try
        {
            Add(new TestedItem(item.Id, item.ReadTruth!(), output.ToPrediction(card).Answers));
        }
        catch (BadItemException)
        {
            return;
        }
    }

    public void Dispose() => _stream.Dispose();

    private static string Key(Answer answer) => JsonSerializer.Serialize(answer with { Id = "" }, DomainJson.Options);
}
