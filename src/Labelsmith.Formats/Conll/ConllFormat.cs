using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Conll;

/// <summary>A token and its tag a row, an empty line after each sentence. Tags say spans that do not overlap, and nothing else: what else an
/// item has is not written, and a comment counts it.</summary>
/// <remarks>What we write is <c>token TAB tag</c> with IOB2 tags, and comments with id and text, so that what is read again stands at the
/// same places. Without them, tokens are joined by <c>joiner</c>.</remarks>
internal sealed class ConllFormat : IDatasetFormat, IRecordReader, IRecordWriter
{
    public string Key => "conll";

    public string Title => "CoNLL columns (IOB tags)";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public string FileExtension => ".conll";

    public string ContentType => "text/plain; charset=utf-8";

    public bool Recognizes(DataFolder data) => data.Files.Any(file => RecognizesStart(data.ReadStart(file)));

    public bool RecognizesStart(ReadOnlySpan<byte> start) =>
        start.StartsWith(Encoding.UTF8.GetBytes(ConllWriter.FirstLine)) || ConllFiles.LooksTagged(start);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var columns = new ConllColumns(description);
        var list = new ItemList();
        var texts = new TextItems(classes, list);
        foreach (var (file, sentence) in ConllFiles.Read(data, description, splits, start => RecognizesStart(start), () => new ConllParser(columns.IsRow)))
        {
            if (sentence.Rows.Count == 0)
            {
                continue;
            }

            if (columns.Read(sentence, file, out var fault) is not var (text, answers))
            {
                list.Refuse(fault!);
                continue;
            }

            var id = sentence.Comments.GetValueOrDefault(ConllComment.Id) ?? $"{file}#{sentence.Line}";
            var split = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file) ?? splits.Of(id);
            // a model's tags are no truth
            var truth = sentence.Comments.ContainsKey(ConllComment.Prediction) ? null : answers;
            texts.AddAnswered(id, $"{file}:{sentence.Line}", text, truth, split);
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task ?? TaskKind.Tagging,
            Items = list.OrThrow(data, "no sentences"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    public async IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        var columns = new ConllColumns(new DatasetDescription());
        var parser = new ConllParser(columns.IsRow);
        using var text = new StreamReader(input, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        ItemRecord? open = null; // a person's tags and a model's come one after the other
        for (var isOpen = true; isOpen;)
        {
            var line = await text.ReadLineAsync(cancel);
            isOpen = line is not null;
            var sentence = line is null ? parser.Finish() : parser.Add(line);
            if (sentence is null)
            {
                continue;
            }

            var (record, fault) = ToRecord(sentence, columns, name);
            if (fault is not null)
            {
                yield return ReadRecord.Refused(fault.Where, fault.Sentence);
            }

            if (record is not null && open is not null && open.Id == record.Id && record.Prediction is not null && open.Prediction is null)
            {
                (open, record) = (open with { Prediction = record.Prediction }, null);
            }

            if (record is not null)
            {
                if (open is not null)
                {
                    yield return ReadRecord.Of(open);
                }

                open = record;
            }
        }

        if (open is not null)
        {
            yield return ReadRecord.Of(open);
        }
    }

    public async Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel)
    {
        var writer = new ConllWriter(output);
        await foreach (var record in records.WithCancellation(cancel))
        {
            await writer.AppendAsync(header.Trim(record), cancel);
        }

        await writer.FlushAsync(cancel);
    }

    private static (ItemRecord? Record, Fault? Fault) ToRecord(ConllSentence sentence, ConllColumns columns, string name)
    {
        var id = sentence.Comments.GetValueOrDefault(ConllComment.Id) ?? $"{name}#{sentence.Line}";
        PredictionRecord? Prediction(IReadOnlyList<Answer>? answers) =>
            sentence.Comments.TryGetValue(ConllComment.Prediction, out var said) ? ReadPrediction(said, answers ?? []) : null;
        if (sentence.Rows.Count == 0)
        {
            // a text without a single token
            return sentence.Comments.GetValueOrDefault(ConllComment.Text) is { } known
                ? (new ItemRecord { Id = id, Medium = Medium.Text, Text = known, Prediction = Prediction(null) }, null)
                : (null, null);
        }

        if (columns.Read(sentence, name, out var fault) is not var (text, answers))
        {
            return (null, fault);
        }

        var prediction = Prediction(answers);
        return (new ItemRecord { Id = id, Medium = Medium.Text, Text = text, Annotation = prediction is null ? answers : null, Prediction = prediction }, null);
    }

    /// <summary>The score, then the model's name.</summary>
    private static PredictionRecord ReadPrediction(string said, IReadOnlyList<Answer> answers)
    {
        var parts = said.Split(' ', 2);
        var score = double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : 0;
        return new PredictionRecord(parts is [_, var model] ? model : "", score, answers);
    }
}
