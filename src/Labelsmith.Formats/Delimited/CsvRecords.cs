using System.Globalization;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Delimited;

/// <summary>Puts the rows of a table together to records: our own tables with all that they say, others with a file or id and a label.</summary>
internal sealed class CsvRecords
{
    private readonly string name;
    private readonly bool ours;
    private readonly string[] header;
    private readonly TableColumns columns;
    private ItemRecord? open;
    private List<Answer>? annotation;
    private List<Answer>? predicted;
    private (string Model, double Score) prediction;

    /// <param name="header">The first line.</param>
    public CsvRecords(string name, string[] header)
    {
        this.name = name;
        this.header = header;
        ours = CsvColumns.AreOurs(header);
        columns = TableColumns.FromHeader(header);
    }

    /// <summary>What the first line lacks, or null.</summary>
    public string? FindFault() => ours || ((columns.Label ?? columns.Number) is not null && (columns.Id is not null || columns.File is not null))
        ? null
        : $"The first line names {string.Join(", ", header.Take(20))}: labels need a column 'label' (or 'number'), and a column 'file' or 'id' that says of which item.";

    /// <summary>The records that a further row completes.</summary>
    public IEnumerable<ReadRecord> Add(Row row)
    {
        var where = $"{name}:{row.Line}";
        if (row.Fault is not null || row.Fields.Length != header.Length)
        {
            yield return ReadRecord.Refused(where, row.Fault ?? $"The line has {row.Fields.Length} of {header.Length} fields and is left out.");
            yield break;
        }

        if (!ours)
        {
            yield return ReadForeign(row, where);
            yield break;
        }

        var cells = header.Zip(row.Fields.Select(CsvCell.Read)).ToDictionary();
        if (open is not null && open.Id != cells["id"])
        {
            yield return Close();
        }

        if (TryAdd(cells) is { } sentence)
        {
            yield return ReadRecord.Refused(where, sentence);
        }
    }

    /// <summary>The last record, or null.</summary>
    public ReadRecord? Finish() => open is null ? null : Close();

    private ReadRecord ReadForeign(Row row, string where)
    {
        var file = columns.File is { } fileColumn ? row.Fields[fileColumn] : null;
        var id = columns.Id is { } idColumn ? row.Fields[idColumn] : file;
        if (string.IsNullOrWhiteSpace(id))
        {
            return ReadRecord.Refused(where, "The line does not say of which item it is and is left out.");
        }

        var cell = row.Fields[(columns.Label ?? columns.Number)!.Value].Trim();
        var number = columns.Label is null ? Numbers.Parse(cell) : null;
        if (columns.Label is null && number is null && cell != "")
        {
            return ReadRecord.Refused(where, $"'{cell}' is no number and the line is left out: write it like 12 or 0.5.");
        }

        return ReadRecord.Of(new ItemRecord
        {
            Id = id,
            Medium = file is null ? Medium.Text : FileMedium.Of(file) ?? Medium.Image,
            File = file,
            Text = columns.Text is [var text] ? row.Fields[text] : null,
            Annotation = cell == "" ? null : number is { } known ? Truth.Number(known) : Truth.Choice(cell),
        });
    }

    private string? TryAdd(Dictionary<string, string> cells)
    {
        if (cells["id"] == "" || !Enum.TryParse<Medium>(cells["medium"], ignoreCase: true, out var medium) || !Enum.IsDefined(medium))
        {
            return $"The line needs an id and a medium (image, text or audio), not '{cells["medium"]}'; it is left out.";
        }

        open ??= new ItemRecord
        {
            Id = cells["id"],
            Medium = medium,
            File = NullIfEmpty(cells["file"]),
            Text = NullIfEmpty(cells["text"]),
            Width = (int?)Number(cells["width"]),
            Height = (int?)Number(cells["height"]),
        };
        if (cells["source"] == "")
        {
            return null;
        }

        var isPrediction = cells["source"] == CsvColumns.Prediction;
        if (!isPrediction && cells["source"] != CsvColumns.Annotation)
        {
            return $"The source is annotation or prediction, not '{cells["source"]}'; the line is left out.";
        }

        var answers = isPrediction ? predicted ??= [] : annotation ??= [];
        prediction = isPrediction ? (cells["model"], Number(cells["item_score"]) ?? 0) : prediction;
        return cells["answer"] == "" ? null : AddAnswer(answers, cells);
    }

    private static string? AddAnswer(List<Answer> answers, Dictionary<string, string> cells)
    {
        if (answers is [.., var last] && last.Id == cells["answer"])
        {
            answers[^1] = last with { Labels = [.. last.Labels, cells["label"]] };
            return null;
        }

        try
        {
            var answer = new Answer
            {
                Id = cells["answer"],
                Control = cells["control"],
                Labels = cells["label"] == "" ? [] : [cells["label"]],
                Score = Number(cells["score"]),
                Number = Number(cells.GetValueOrDefault("number")),
                Interval = Number(cells.GetValueOrDefault("low")) is { } low && Number(cells.GetValueOrDefault("high")) is { } high
                    ? new NumberInterval(low, high)
                    : null,
                Region = cells["region"] == "" ? null : JsonSerializer.Deserialize<Region>(cells["region"], DomainJson.Options),
            };
            if (answer.FindFault() is { } fault)
            {
                return fault;
            }

            answers.Add(answer);
            return null;
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            return $"The region is broken and the line is left out: {broken.Message.Split(" Path:")[0]}";
        }
    }

    private ReadRecord Close()
    {
        var record = open! with
        {
            Annotation = annotation,
            Prediction = predicted is null ? null : new PredictionRecord(prediction.Model, prediction.Score, predicted),
        };
        (open, annotation, predicted, prediction) = (null, null, null, default);
        return ReadRecord.Of(record);
    }

    private static double? Number(string? cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? NullIfEmpty(string cell) => cell == "" ? null : cell;
}
