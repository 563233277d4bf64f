using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;
using Labelsmith.Formats.Native;

namespace Labelsmith.Formats;

/// <summary>Texts as JSON, one object a line: <c>text</c>, and where there are labels <c>label</c> (a name, a list of names, or
/// doccano's <c>[start, end, name]</c> in code points), and an <c>id</c>.</summary>
internal sealed class JsonLinesFormat : IDatasetFormat
{
    private static readonly string[] NumberKeys = ["number", "value", "rating"];

    private static readonly string[] LabelKeys = ["label", "labels", "category", "cats", "entities", "intent", "sentiment"];

    public string Key => "json-lines";

    public string Title => "Texts as JSON lines";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public bool Recognizes(DataFolder data) => data.Files.Any(file =>
        NativeFormat.IsJsonLines(file) && data.ReadStart(file).AsSpan() is var start && start.StartsWith("{"u8) && start.IndexOf("\"text\""u8) >= 0);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var list = new ItemList();
        var texts = new TextItems(classes, list);
        var truths = new List<IReadOnlyList<Answer>?>();
        foreach (var file in data.Files.Where(file => NativeFormat.IsJsonLines(file) && (!splits.HasGlobs || splits.Of(file) is not null)))
        {
            using var stream = data.OpenRead(file);
            var split = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file);
            foreach (var line in LineReader.Read(stream))
            {
                var where = $"{file}:{line.Number}";
                try
                {
                    using var document = JsonDocument.Parse(line.Bytes);
                    var (id, text, answers) = ReadLine(document.RootElement, $"{file}#{line.Number}", description.Task);
                    truths.Add(answers);
                    texts.AddAnswered(id, where, text, answers, split ?? splits.Of(id));
                }
                catch (Exception broken) when (broken is JsonException or InvalidOperationException or FormatException)
                {
                    list.Refuse(where, $"The line is left out: {(line.TooLong ? "it is longer than 64 MB." : broken.Message.Split(" LineNumber:")[0])}");
                }
            }
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task ?? (list.Items.Any(item => item.IsLabelled) ? TaskOf(truths) : null),
            Items = list.OrThrow(data, "no .jsonl file of texts"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static TaskKind TaskOf(List<IReadOnlyList<Answer>?> truths) =>
        truths.Any(answers => answers is [{ Region: not null }, ..]) ? TaskKind.Tagging
        : Multilabels.AreIn(truths) ? TaskKind.Multilabel
        : truths.Any(answers => answers is [{ Number: not null }]) ? TaskKind.Regression
        : TaskKind.Classification;

    private static (string Id, string Text, IReadOnlyList<Answer>? Answers) ReadLine(JsonElement line, string fallbackId, TaskKind? task)
    {
        if (line.ValueKind != JsonValueKind.Object || !line.TryGetProperty("text", out var text) || text.ValueKind != JsonValueKind.String)
        {
            throw new FormatException("it has no 'text'.");
        }

        var id = line.TryGetProperty("id", out var given) && given.ValueKind is JsonValueKind.String or JsonValueKind.Number ? given.ToString() : fallbackId;
        var label = LabelKeys.Select(key => line.TryGetProperty(key, out var value) ? value : default)
            .FirstOrDefault(value => value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Array);
        var number = NumberKeys.Select(key => line.TryGetProperty(key, out var value) ? value : default)
            .FirstOrDefault(value => value.ValueKind == JsonValueKind.Number);
        return (id, text.GetString()!, label.ValueKind switch
        {
            JsonValueKind.Undefined => number.ValueKind == JsonValueKind.Number ? Truth.Number(number.GetDouble()) : null,
            JsonValueKind.Number when task == TaskKind.Regression => Truth.Number(label.GetDouble()),
            JsonValueKind.Array when label.GetArrayLength() == 0 && task == TaskKind.Multilabel => [],
            JsonValueKind.Array when label.GetArrayLength() > 0 && label[0].ValueKind == JsonValueKind.Array => ReadSpans(label, text.GetString()!),
            JsonValueKind.Array when label.GetArrayLength() == 0 => null,
            JsonValueKind.Array => Truth.Choice([.. label.EnumerateArray().Select(name => name.ToString())]),
            _ => label.ToString() == "" ? null : Truth.Choice(label.ToString()),
        });
    }

    private static List<Answer> ReadSpans(JsonElement spans, string text)
    {
        var answers = new List<Answer>();
        foreach (var span in spans.EnumerateArray())
        {
            if (span.GetArrayLength() < 3 || !span[0].TryGetInt32(out var start) || !span[1].TryGetInt32(out var end))
            {
                throw new FormatException("a span is [start, end, name].");
            }

            var region = new TextSpan(ToUtf16(text, start), ToUtf16(text, end));
            if (start < 0 || region.FindFault() is not null || region.End > text.Length)
            {
                throw new FormatException($"the span {start} to {end} does not lie in the text.");
            }

            answers.Add(Truth.Region(answers.Count + 1, span[2].ToString(), region));
        }

        return answers;
    }

    /// <summary>From code points, which Python counts, to UTF-16 units.</summary>
    private static int ToUtf16(string text, int codePoints)
    {
        var at = 0;
        while (codePoints-- > 0)
        {
            at += at + 1 < text.Length && char.IsSurrogatePair(text, at) ? 2 : 1;
            if (at > text.Length)
            {
                return at;
            }
        }

        return at;
    }
}
