using System.Globalization;
using System.Text;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;

namespace Labelsmith.Formats.Delimited;

/// <summary>Writes records as a table: a row for each label of each answer. RFC 4180, UTF-8.</summary>
internal sealed class CsvWriter(Stream output)
{
    private const int FlushLength = 64 << 10;

    private readonly StringBuilder rows = new();

    public void AppendHeader() => rows.Append(string.Join(',', CsvColumns.Written)).Append("\r\n");

    public async Task AppendAsync(ItemRecord record, CancellationToken cancel)
    {
        var before = rows.Length;
        foreach (var answer in record.Annotation is { Count: > 0 } answers ? answers : [])
        {
            AppendAnswer(record, CsvColumns.Annotation, null, answer);
        }

        if (record.Annotation is [])
        {
            AppendRow(record, CsvColumns.Annotation, null, null, null);
        }

        foreach (var answer in record.Prediction?.Answers ?? [])
        {
            AppendAnswer(record, CsvColumns.Prediction, record.Prediction, answer);
        }

        if (record.Prediction is { Answers: [] } empty)
        {
            AppendRow(record, CsvColumns.Prediction, empty, null, null);
        }

        if (rows.Length == before)
        {
            AppendRow(record, "", null, null, null);
        }

        if (rows.Length > FlushLength)
        {
            await FlushAsync(cancel);
        }
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), cancel);
        rows.Clear();
        await output.FlushAsync(cancel);
    }

    private void AppendAnswer(ItemRecord record, string source, PredictionRecord? prediction, Answer answer)
    {
        foreach (var label in answer.Labels is { Count: > 0 } labels ? labels : [null!])
        {
            AppendRow(record, source, prediction, answer, label);
        }
    }

    private void AppendRow(ItemRecord record, string source, PredictionRecord? prediction, Answer? answer, string? label)
    {
        string?[] cells =
        [
            record.Id, record.File, JsonNamingPolicy.CamelCase.ConvertName(record.Medium.ToString()), Number(record.Width), Number(record.Height),
            record.Text, source, prediction?.Model, answer?.Control, answer?.Id, label, Number(answer?.Score), Number(prediction?.Score),
            answer?.Region is { } region ? JsonSerializer.Serialize(region, DomainJson.Options) : null,
        ];
        rows.AppendJoin(',', cells.Select(cell => cell is null ? "" : CsvCell.Write(cell)));
        // no formula begins with a number's sign, so these need no apostrophe
        rows.Append($",{Number(answer?.Number)},{Number(answer?.Interval?.Low)},{Number(answer?.Interval?.High)}\r\n");
    }

    private static string? Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
