using System.Text.Json;
using CsCheck;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Tests;

/// <summary>Records of every kind, and the way through a file and back.</summary>
internal static class Records
{
    public static readonly string[] Labels = ["cat", "dog, small", "\"quoted\"", "=1+1", "@sum", "-x", "'tis", "two\nlines", "猫", " spaced "];

    private static readonly Gen<string> Label = Gen.Int[0, Labels.Length - 1].Select(index => Labels[index]);

    private static readonly Gen<Region> ImageRegion = Gen.OneOf<Region>(
        Gen.Select(Gen.Double[0, 9], Gen.Double[0, 9], Gen.Double[0.1, 9], Gen.Double[0.1, 9], (x, y, w, h) => (Region)new Box(x, y, w, h)),
        Gen.Select(Gen.Double[-1, 9], Gen.Double[-1, 9], (x, y) => new Point(x, y)).List[3, 6].Select(points => (Region)new Polygon(points)),
        Gen.Byte[0, 1].Array[30].Select(pixels => (Region)Mask.Encode(pixels, 6, 5)));

    private static readonly Gen<Region> TextRegion = Gen.Select(Gen.Int[0, 9], Gen.Int[1, 9], (start, length) => (Region)new TextSpan(start, start + length));

    private static Gen<Region?> RegionOf(Medium medium) => medium switch
    {
        Medium.Image => ImageRegion.Null()!,
        Medium.Text => TextRegion.Null()!,
        _ => Gen.Const((Region?)null),
    };

    /// <summary>Records of one medium, with choices before regions as files of images keep them.</summary>
    public static Gen<List<ItemRecord>> Of(Medium medium) => Gen.Select(
        Answers(medium, isModel: false).Null(), Answers(medium, isModel: true).Null(), Gen.Double[0, 1], Gen.Bool,
        (annotation, predicted, score, isNested) => new ItemRecord
        {
            Id = "",
            Medium = medium,
            File = medium == Medium.Text ? null : $"{(isNested ? "a b/c" : "=c")}.{(medium == Medium.Image ? "png" : "wav")}",
            Text = medium == Medium.Text ? "He said: \"a, b\"\r\n=2" : null,
            Width = medium == Medium.Image ? 6 : null,
            Height = medium == Medium.Image ? 5 : null,
            Annotation = annotation,
            Prediction = predicted is null ? null : new PredictionRecord("model-1", score, predicted),
        }).List[0, 5].Select(records => records.Select((record, index) => record with
        {
            Id = $"item-{index}",
            File = record.File is null ? null : $"{index}/{record.File}",
        }).ToList());

    public static async Task<byte[]> WriteAsync(IRecordWriter writer, IReadOnlyList<ItemRecord> records, ExportContent content = ExportContent.Both)
    {
        using var file = new MemoryStream();
        var header = new ExportHeader { Name = "Pets, \"wild\"", Content = content, CreatedAt = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), Classes = ["cat"] };
        await writer.WriteAsync(header, records.ToAsyncEnumerable(), new AsyncOnlyStream(file), CancellationToken.None);
        return file.ToArray();
    }

    public static async Task<List<ReadRecord>> ReadAsync(IRecordReader reader, byte[] file) =>
        await reader.ReadAsync(new AsyncOnlyStream(new MemoryStream(file)), "labels.file", CancellationToken.None).ToListAsync();

    public static string Json(IEnumerable<ItemRecord> records) =>
        string.Join('\n', records.Select(record => JsonSerializer.Serialize(record, DomainJson.Options)));

    /// <summary>What is left of a record whose answers became tags: spans that do not overlap, with one label each and no white space at their ends.</summary>
    public static ItemRecord AsTagsSayIt(ItemRecord record) => record with
    {
        Annotation = record.Annotation is { } answers ? Tagged(record.Text!, answers) : null,
        Prediction = record.Prediction is { } prediction ? prediction with { Answers = Tagged(record.Text!, prediction.Answers) } : null,
    };

    private static List<Answer> Tagged(string text, IReadOnlyList<Answer> answers)
    {
        var kept = new List<Answer>();
        var end = 0;
        foreach (var answer in answers.Where(answer => answer.Region is TextSpan).OrderBy(answer => ((TextSpan)answer.Region!).Start)
            .ThenByDescending(answer => ((TextSpan)answer.Region!).End))
        {
            var span = (TextSpan)answer.Region!;
            var part = text[span.Start..span.End];
            var start = span.Start + part.Length - part.TrimStart().Length;
            if (part.Trim().Length > 0 && span.Start >= end)
            {
                end = start + part.Trim().Length;
                kept.Add(new Answer
                {
                    Id = $"{kept.Count + 1}",
                    Control = "regions",
                    Labels = [answer.Labels[0].Replace('\n', ' ')],
                    Region = new TextSpan(start, end),
                });
            }
        }

        return kept;
    }

    private static Gen<List<Answer>> Answers(Medium medium, bool isModel)
    {
        var answer = Gen.Select(Label.List[1, 2], RegionOf(medium), Gen.Double[0, 1], (labels, region, score) => new Answer
        {
            Id = "",
            Control = region is null ? "label" : "regions",
            Labels = [.. labels.Distinct()],
            Region = region,
            Score = isModel ? score : null,
        });
        return answer.List[0, 4].Select(answers => answers.OrderBy(entry => entry.Region is not null)
            .Select((entry, index) => entry with { Id = $"a{index}" }).ToList());
    }
}
