using CsCheck;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

/// <summary>What every format must do. A new format is tested by being in the list.</summary>
public class FormatContract
{
    private static readonly string[] Endings =
        ["jsonl", "json", "csv", "tsv", "txt", "png", "jpg", "tif", "wav", "mp3", "xml", "train-images-idx3-ubyte", "train-images-idx3-ubyte.gz", "zip", "yaml"];

    public static TheoryData<string> Keys => [.. FormatCatalog.All.Select(format => format.Key)];

    public static TheoryData<string> Datasets => [.. FormatCatalog.All.OfType<IDatasetFormat>().Select(format => format.Key)];

    public static TheoryData<string> Readers => [.. FormatCatalog.All.OfType<IRecordReader>().Select(format => format.Key)];

    public static TheoryData<string> Writers => [.. FormatCatalog.All.OfType<IRecordWriter>().Select(format => format.Key)];

    [Fact]
    public void Every_class_that_is_a_format_is_in_the_list() => Assert.Equal(
        typeof(IFormat).Assembly.GetTypes().Where(type => type.IsClass && !type.IsAbstract && type.IsAssignableTo(typeof(IFormat)))
            .Select(type => type.Name).Order(),
        FormatCatalog.All.Select(format => format.GetType().Name).Order());

    [Fact]
    public void Keys_are_short_and_unlike_each_other()
    {
        Assert.Equal(FormatCatalog.All.Count, FormatCatalog.All.Select(format => format.Key).Distinct().Count());
        Assert.All(FormatCatalog.All, format => Assert.Matches("^[a-z][a-z0-9-]+$", format.Key));
    }

    [Theory, MemberData(nameof(Keys))]
    public void A_format_has_a_title_a_medium_and_something_that_it_can_do(string key)
    {
        var format = FormatCatalog.Find(key)!;
        Assert.NotEmpty(format.Title);
        Assert.NotEmpty(format.Media);
        Assert.True(format is IDatasetFormat or IRecordReader or IRecordWriter);
    }

    [Theory, MemberData(nameof(Datasets))]
    public void An_empty_folder_is_refused_in_one_sentence(string key)
    {
        using var data = new TemporaryData();
        var bad = Assert.Throws<BadDataException>(() => data.Open(key));
        Assert.EndsWith(".", bad.Message, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Datasets))]
    public void Empty_files_are_never_more_than_faults(string key)
    {
        using var data = new TemporaryData();
        foreach (var ending in Endings)
        {
            data.Add($"a.{ending}", []);
        }

        OpenAndReadAll(data, key);
    }

    [Theory, MemberData(nameof(Datasets))]
    public void Garbage_is_never_more_than_faults(string key) =>
        Gen.Byte.Array[1, 300].Sample(garbage =>
        {
            using var data = new TemporaryData();
            foreach (var ending in Endings.Where(ending => ending != "yaml"))
            {
                data.Add($"images/a.{ending}", garbage).Add($"masks/a.{ending}", garbage);
            }

            OpenAndReadAll(data, key);
        }, iter: 20, threads: 1);

    [Theory, MemberData(nameof(Readers))]
    public async Task Reading_garbage_gives_faults(string key)
    {
        var reader = (IRecordReader)FormatCatalog.Find(key)!;
        await Gen.Byte.Array[0, 200].SampleAsync(async garbage =>
        {
            reader.RecognizesStart(garbage);
            var read = await Records.ReadAsync(reader, garbage);
            Assert.All(read, entry => Assert.True(entry.Record is null != (entry.Fault is null)));
        }, iter: 50, threads: 1);
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task What_is_written_is_read_again(string key)
    {
        var writer = (IRecordWriter)FormatCatalog.Find(key)!;
        foreach (var medium in writer.Media)
        {
            await Records.Of(medium).SampleAsync(async records =>
            {
                var file = await Records.WriteAsync(writer, records);
                var read = await Records.ReadAsync((IRecordReader)writer, file);
                Assert.DoesNotContain(read, entry => entry.Fault is not null);
                var expected = key switch
                {
                    // COCO and VOC would say of an item without any answer that it shows nothing
                    "coco" or "voc" => records.Where(record => record.Annotation is not null || record.Prediction is not null),
                    "conll" => records.Select(Records.AsTagsSayIt),
                    _ => records,
                };
                Assert.Equal(Records.Json(expected), Records.Json(read.Select(entry => entry.Record!)));
            }, iter: 100, threads: 1);
        }
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task A_file_that_is_cut_off_gives_what_is_whole_and_a_fault_at_most(string key)
    {
        var writer = (IRecordWriter)FormatCatalog.Find(key)!;
        var records = Records.Of(writer.Media[0]).Where(list => list.Count == 5).Single();
        var file = await Records.WriteAsync(writer, records);
        for (var length = 0; length < file.Length; length += Math.Max(1, file.Length / 50))
        {
            var read = await Records.ReadAsync((IRecordReader)writer, file[..length]);
            Assert.True(read.Count(entry => entry.Record is not null) <= records.Count);
        }
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task An_export_holds_only_the_answers_that_were_asked_for(string key)
    {
        var writer = (IRecordWriter)FormatCatalog.Find(key)!;
        var records = Records.Of(writer.Media[0])
            .Where(list => list.Any(record => record.Annotation is { Count: > 0 } && record.Prediction is { Answers.Count: > 0 })).Single();
        foreach (var content in Enum.GetValues<ExportContent>())
        {
            var read = await Records.ReadAsync((IRecordReader)writer, await Records.WriteAsync(writer, records, content));
            var found = read.Select(entry => entry.Record!).ToList();
            Assert.Equal(content != ExportContent.Predictions, found.Any(record => record.Annotation is not null));
            Assert.Equal(content != ExportContent.Annotations, found.Any(record => record.Prediction is not null));
        }
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task Own_files_are_recognised_and_by_no_other_format(string key)
    {
        var writer = (IRecordWriter)FormatCatalog.Find(key)!;
        var file = await Records.WriteAsync(writer, Records.Of(writer.Media[0]).Where(list => list.Any(record => record.Annotation is { Count: > 0 })).Single());
        Assert.Equal(key, FormatCatalog.FindReader(file.AsSpan(0, Math.Min(file.Length, 65536)))?.Key);
    }

    [Theory, MemberData(nameof(Writers))]
    public async Task A_cancelled_export_stops(string key)
    {
        using var cancel = new CancellationTokenSource();
        await cancel.CancelAsync();
        var writer = (IRecordWriter)FormatCatalog.Find(key)!;
        var header = new ExportHeader { Name = "a", Content = ExportContent.Both, CreatedAt = DateTimeOffset.UnixEpoch };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writer.WriteAsync(header, Endless(cancel.Token), Stream.Null, cancel.Token));
    }

    private static async IAsyncEnumerable<Domain.Answers.ItemRecord> Endless([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        for (var index = 0; ; index++)
        {
            cancel.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new Domain.Answers.ItemRecord { Id = $"{index}", Medium = Domain.Medium.Image };
        }
    }

    private static void OpenAndReadAll(TemporaryData data, string key)
    {
        try
        {
            var dataset = data.Open(key);
            Assert.All(dataset.Faults, fault => Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal));
            foreach (var item in dataset.Items)
            {
                ReadTruth(item);
            }
        }
        catch (BadDataException bad)
        {
            Assert.NotEmpty(bad.Message);
        }
    }

    private static void ReadTruth(DataItem item)
    {
        try
        {
            item.ReadTruth?.Invoke();
        }
        catch (BadItemException bad)
        {
            Assert.NotEmpty(bad.Fault.Sentence);
        }
    }
}
