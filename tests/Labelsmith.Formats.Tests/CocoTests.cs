using System.Text;
using System.Text.Json;
using CsCheck;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Coco;

namespace Labelsmith.Formats.Tests;

public class CocoTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 1, 1 }, "231N")]
    [InlineData(new[] { 0, 20, 30 }, "0d0n0")]
    public void Run_lengths_are_written_as_cocoapi_does(int[] counts, string text)
    {
        Assert.Equal(text, CocoCounts.Compress(counts));
        Assert.Equal(counts, CocoCounts.Decompress(text));
    }

    [Fact]
    public void Compressed_run_lengths_come_back() => Gen.Int[0, int.MaxValue].List[0, 20].Sample(counts =>
        Assert.Equal(counts, CocoCounts.Decompress(CocoCounts.Compress(counts))));

    [Fact]
    public void Any_text_of_run_lengths_is_read_or_refused() => Gen.String.Sample(text =>
        Assert.All(CocoCounts.Decompress(text) ?? [], count => Assert.True(count >= 0)));

    [Fact]
    public async Task Boxes_outlines_and_masks_are_read()
    {
        var record = (await ReadAsync("""
            [{"id":1,"image_id":7,"category_id":4,"bbox":[1,2,3,1],"segmentation":[],"iscrowd":0},
             {"id":2,"image_id":7,"category_id":9,"segmentation":[[0,0,1,0,1,2]]},
             {"id":3,"image_id":7,"category_id":9,"segmentation":{"size":[3,4],"counts":[0,3,9]},"iscrowd":1},
             {"id":4,"image_id":7,"category_id":9,"segmentation":{"size":[3,4],"counts":"039"}},
             {"id":5,"image_id":7,"category_id":9,"segmentation":[[0,0,1,0,1,1,0,1],[2,0,3,0,3,1,2,1]]}]
            """)).Single().Record!;
        Assert.Equal(("a.png", 4, 3), (record.Id, record.Width, record.Height));
        Assert.Equal(["cat", "dog", "dog", "dog", "dog"], record.Annotation!.Select(answer => answer.Labels.Single()));
        Assert.Equal(new Box(1, 2, 3, 1), record.Annotation![0].Region);
        Assert.Equal(3, ((Polygon)record.Annotation[1].Region!).Points.Count);
        int[] leftColumn = [0, 1, 3, 1, 3, 1, 3];
        Assert.Equal(leftColumn, ((Mask)record.Annotation[2].Region!).Counts);
        Assert.Equal(leftColumn, ((Mask)record.Annotation[3].Region!).Counts);
        Assert.Equal([0, 1, 1, 1, 9], ((Mask)record.Annotation[4].Region!).Counts); // two outlines, one thing
    }

    [Theory]
    [InlineData("""{"id":1,"image_id":7,"category_id":5,"bbox":[1,2,3,1]}""", "category 5 is not among")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"bbox":[1,2,0,1]}""", "positive size")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"bbox":[1,2]}""", "neither a segmentation nor a bbox")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4}""", "neither a segmentation nor a bbox")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"segmentation":[[0,0,1]]}""", "at least three points")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"segmentation":{"size":[9,9],"counts":[81]}}""", "9 x 9 pixels, its image 4 x 3")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"segmentation":{"size":[3,4],"counts":[5]}}""", "cover 5 pixels")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"segmentation":{"size":[3,4],"counts":"~~~"}}""", "run lengths")]
    [InlineData("""{"id":1,"image_id":7,"category_id":4,"segmentation":{"size":["a"]}}""", "not as COCO has it")]
    [InlineData("""{"id":1,"image_id":8,"category_id":4,"bbox":[1,2,3,1]}""", "the image 8, which is not under 'images'")]
    [InlineData("""{"id":1,"category_id":4,"bbox":[1,2,3,1]}""", "no 'image_id'")]
    public async Task A_broken_annotation_is_a_fault_and_the_image_goes_on(string annotation, string part)
    {
        var read = await ReadAsync($"[{annotation}]");
        Assert.Contains(part, read.Single(entry => entry.Fault is not null).Fault!.Sentence, StringComparison.Ordinal);
        Assert.Equal("a.png", read.Single(entry => entry.Record is not null).Record!.Id);
    }

    [Fact]
    public async Task What_has_a_score_is_a_prediction()
    {
        var record = (await ReadAsync("""[{"id":1,"image_id":7,"category_id":4,"bbox":[1,2,3,1],"score":0.25}]""")).Single().Record!;
        Assert.Null(record.Annotation);
        Assert.Equal(0.25, record.Prediction!.Score);
    }

    [Fact]
    public async Task Exports_say_what_they_hold_and_keep_category_numbers()
    {
        var record = new ItemRecord
        {
            Id = "1",
            Medium = Medium.Image,
            File = "a.png",
            Annotation = [Answer("cat", null)],
            Prediction = new PredictionRecord("m", 0.5, [Answer("bird", 0.5)]),
        };
        using var stream = new MemoryStream();
        await new CocoFormat().WriteAsync(new ExportHeader
        {
            Name = "pets",
            Content = ExportContent.Both,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Classes = ["dog", "cat"],
            ClassNumbers = new Dictionary<string, int> { ["cat"] = 1, ["dog"] = 18 },
        }, new[] { record }.ToAsyncEnumerable(), new AsyncOnlyStream(stream), TestContext.Current.CancellationToken);
        var root = JsonDocument.Parse(stream.ToArray()).RootElement;
        Assert.Equal("both", root.GetProperty("info").GetProperty("content").GetString());
        Assert.Equal([("dog", 18), ("cat", 1), ("bird", 2)], root.GetProperty("categories").EnumerateArray()
            .Select(category => (category.GetProperty("name").GetString()!, category.GetProperty("id").GetInt32())));
        Assert.Equal(["annotation", "prediction"], root.GetProperty("annotations").EnumerateArray().Select(entry => entry.GetProperty("source").GetString()!));
        Assert.Equal([false, true], root.GetProperty("annotations").EnumerateArray().Select(entry => entry.TryGetProperty("score", out _)));
    }

    [Fact]
    public void A_folder_with_its_images_is_data_to_learn_from()
    {
        using var data = new TemporaryData(("images/val/a.png", TemporaryData.Png()), ("images/train/a.png", TemporaryData.Png()),
            ("annotations/instances_val2017.json", Encoding.UTF8.GetBytes(File("""[{"id":1,"image_id":7,"category_id":9,"segmentation":[[0,0,4,0,4,3]]}]"""))));
        var dataset = data.Open();
        var item = dataset.Items.Single();
        Assert.Equal(("images/val/a.png", Split.Validation, TaskKind.Segmentation), (item.Id, item.Split, dataset.Task));
        Assert.Equal(["background", "cat", "dog"], dataset.Classes);
        Assert.Equal("background", dataset.Background);
        Assert.Equal(9, dataset.ClassNumbers["dog"]);
        Assert.Equal("dog", item.ReadTruth!().Single().Labels[0]);
    }

    [Fact]
    public void An_image_that_is_not_there_is_a_fault()
    {
        using var data = new TemporaryData(("b.json", Encoding.UTF8.GetBytes(File("[]"))));
        Assert.Contains("'a.png' is not in the data", Assert.Throws<BadDataException>(() => data.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_read_in_parts()
    {
        var annotations = string.Join(",", Enumerable.Range(0, 20_000).Select(id => $$"""{"id":{{id}},"image_id":7,"category_id":4,"bbox":[1,1,1,1]}"""));
        var read = await ReadAsync($"[{annotations}]");
        Assert.Equal(20_000, read.Single().Record!.Annotation!.Count);
    }

    private static string File(string annotations) => $$"""
        {"info":{"x":[1,{"y":2}]},"annotations":{{annotations}},
         "images":[{"id":7,"file_name":"a.png","width":4,"height":3}],"categories":[{"id":4,"name":"cat"},{"id":9,"name":"dog"}],"licenses":[]}
        """;

    private static Task<List<ReadRecord>> ReadAsync(string annotations) => Records.ReadAsync(new CocoFormat(), Encoding.UTF8.GetBytes(File(annotations)));

    private static Answer Answer(string label, double? score) =>
        new() { Id = label, Control = "regions", Labels = [label], Region = new Box(0, 0, 1, 1), Score = score };
}
