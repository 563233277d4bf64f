using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Formats.Tests;

/// <summary>That unmarked pixels of partly marked images stay unknown on their way through files.</summary>
public class PartialLabelTests
{
    [Theory, InlineData("native", "labels.jsonl"), InlineData("coco", "labels.json")]
    public async Task A_file_of_strokes_says_that_the_rest_is_unknown(string format, string name)
    {
        var strokes = new ItemRecord
        {
            Id = "1.png",
            Medium = Medium.Image,
            File = "1.png",
            Width = 2,
            Height = 2,
            Annotation = [new Answer { Id = "a", Control = "regions", Labels = ["cat"], Region = Mask.Encode([1, 0, 0, 0], 2, 2) }],
        };
        var partial = await ReadAsync(strokes with { Unmarked = UnmarkedPixels.Unknown });
        Assert.Null(partial.Background);
        Assert.Equal(["cat"], partial.Classes);
        var whole = await ReadAsync(strokes);
        Assert.Equal(("background", 2), (whole.Background, whole.Classes.Count));

        async Task<Domain.Datasets.Dataset> ReadAsync(ItemRecord record)
        {
            var writer = (IRecordWriter)FormatCatalog.Find(format)!;
            var file = await Records.WriteAsync(writer, [record], ExportContent.Annotations);
            Assert.Equal(record.Unmarked, (await Records.ReadAsync((IRecordReader)writer, file)).Single().Record!.Unmarked);
            using var data = new TemporaryData(("1.png", TemporaryData.Png(2, 2, [1, 2, 3, 4])), (name, file));
            return data.Open();
        }
    }

    [Fact]
    public void The_description_of_the_data_has_the_last_word()
    {
        var line = """{"id":"1.png","medium":"image","file":"1.png","annotation":[{"id":"1","control":"regions","labels":["cell"],"region":{"kind":"mask","width":2,"height":2,"counts":[1,3]}}]}""";
        using var data = new TemporaryData(
            ("1.png", TemporaryData.Png(2, 2, [1, 2, 3, 4])), ("labels.jsonl", Encoding.UTF8.GetBytes(line)),
            ("dataset.yaml", "unmarked: unknown"u8.ToArray()));
        Assert.Null(data.Open().Background);
    }

    [Fact]
    public void A_mask_with_an_ignored_value_marks_its_background_like_any_other_class()
    {
        using var data = new TemporaryData(
            ("image/1.png", TemporaryData.Png(2, 2, [1, 2, 3, 4])), ("label/1.png", TemporaryData.Png(2, 2, [0, 1, 9, 0])),
            ("dataset.yaml", "format: image-masks\nmasks: {image: label}\nclasses: [background, cell]\nignore: 9"u8.ToArray()));
        var dataset = data.Open();
        Assert.Null(dataset.Background);
        var map = LabelMap.Paint("1", dataset.Items.Single().ReadTruth!(), dataset.Classes, 2, 2, LabelMap.Ignored);
        Assert.Equal([0, 1, LabelMap.Ignored, 0], map);
    }
}
