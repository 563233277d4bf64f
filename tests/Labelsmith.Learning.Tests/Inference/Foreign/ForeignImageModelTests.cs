using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Inference.Foreign;

/// <summary>Models of others, with their descriptions beside them.</summary>
[Collection(TorchTests.Name)]
public sealed class ForeignImageModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>8 × 4, its left half red and its right half blue.</summary>
    private static PixelSource HalfRed => new(8, 4, 3, (byte[])[.. Enumerable.Range(0, 32).SelectMany(i => i % 8 < 4 ? new byte[] { 255, 0, 0 } : [0, 0, 255])]);

    [Fact]
    public void A_segmenter_gives_masks_in_the_images_own_pixels()
    {
        // logits of background, red and blue are green, red and blue themselves
        Write((graph, input) =>
        {
            using var scope = NewDisposeScope();
            var weight = tensor(new float[] { 0, 1, 0, 1, 0, 0, 0, 0, 1 }).view(3, 3, 1, 1);
            graph.Output(graph.Convolution(input, weight, zeros(3), [1, 1], [0, 0, 0, 0]), "logits", 1, 3, 4, 8);
        }, 1, 3, 4, 8);
        Describe("task: segmentation", "classes: [none, red, blue]", "background: none", "activation: softmax");
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        Assert.Equal((TaskKind.Segmentation, "none"), (predictor.Card.Task, predictor.Card.Background));

        var large = new PixelSource(16, 8, 3, Enlarge(HalfRed));
        var answers = Predict(predictor, large);
        Assert.Equal(["red", "blue"], answers.Select(answer => answer.Labels[0]));
        Assert.Equal(new Box(0, 0, 8, 8), RegionExtent.Bounds(answers[0].Region!));
        Assert.Equal(new Box(8, 0, 8, 8), RegionExtent.Bounds(answers[1].Region!));
        Assert.Equal(Math.E / (Math.E + 2), answers[0].Score!.Value, 4); // softmax of 1, 0, 0
    }

    [Fact]
    public void One_map_is_of_the_second_of_two_classes_and_the_input_may_end_with_channels_in_the_order_blue_green_red()
    {
        Write((graph, input) =>
        {
            using var scope = NewDisposeScope();
            var planes = graph.Node("Transpose", [input], ("perm", new long[] { 0, 3, 1, 2 }));
            graph.Output(graph.Slice(planes, 2, 3), "red", 1, 1, 4, 8); // the last of blue, green, red
        }, 1, 4, 8, 3);
        Describe("task: segmentation", "classes: [none, red]", "background: none", "layout: nhwc", "order: bgr");
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var answer = Assert.Single(Predict(predictor, HalfRed));
        Assert.Equal(new Box(0, 0, 4, 4), RegionExtent.Bounds(answer.Region!));
    }

    [Theory]
    [InlineData("rows: scores", "box: cxcywh", false)]
    [InlineData("rows: scores", "box: cxcywh", true)]
    [InlineData("rows: objectness", "box: xywh\nnms: 0.5", false)]
    [InlineData("rows: label", "box: xyxy\nfirst_label: 1", false)]
    public void A_detector_of_one_output_is_read_as_it_is_described(string rows, string box, bool turned)
    {
        // the same box twice (left 10, top 20, 20 wide, 10 high) and one that is not sure; only the last kind has done away with doubles
        float[][] said = rows switch
        {
            "rows: scores" => [[20, 25, 20, 10, 0.1f, 0.9f], [21, 25, 20, 10, 0.1f, 0.8f], [50, 50, 9, 9, 0.2f, 0.1f]],
            "rows: objectness" => [[10, 20, 20, 10, 0.9f, 0.1f, 1], [11, 20, 20, 10, 0.8f, 0.1f, 1], [45, 45, 9, 9, 0.2f, 1, 1]],
            _ => [[10, 20, 30, 30, 0.9f, 2], [45, 45, 54, 54, 0.2f, 1]],
        };
        WriteConstant(turned, said);
        Describe("task: detection", "classes: [cell, plate]", "width: 64", "height: 64", rows, box);
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var answer = Assert.Single(Predict(predictor, new PixelSource(128, 64, 3, new byte[128 * 64 * 3])));
        Assert.Equal("plate", answer.Labels[0]);
        Assert.Equal<Region>(new Box(20, 20, 40, 10), answer.Region!); // stretched to twice the width
        Assert.Equal(0.9, answer.Score!.Value, 4);
    }

    [Fact]
    public void Boxes_scores_and_labels_may_be_outputs_of_their_own_and_the_image_padded()
    {
        Write((graph, input) =>
        {
            using var scope = NewDisposeScope();
            graph.Output(Constant(graph, input, tensor(new float[] { 0.25f, 0.125f, 0.5f, 0.375f }).view(1, 1, 4)), "boxes", 1, 1, 4);
            graph.Output(Constant(graph, input, tensor(new float[] { 2f }).view(1, 1)), "scores", 1, 1);
            graph.Output(Constant(graph, input, tensor(new float[] { 1f }).view(1, 1)), "labels", 1, 1);
        }, 1, 3, 64, 64);
        Describe("task: detection", "classes: [cell, plate]", "boxes: boxes", "scores: scores", "labels: labels", "box: yxyx", "coordinates: relative", "resize: pad");
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var answer = Assert.Single(Predict(predictor, new PixelSource(128, 64, 3, new byte[128 * 64 * 3])));
        // 64 × 64 shows 128 × 64 at half its size: top 16, left 8, bottom 32, right 24 there
        Assert.Equal("plate", answer.Labels[0]);
        Assert.Equal<Region>(new Box(16, 32, 32, 32), answer.Region!);
        Assert.Equal(1 / (1 + Math.Exp(-2)), answer.Score!.Value, 4); // above 1, so a logit
    }

    [Fact]
    public void A_classifier_may_want_pixels_as_they_are()
    {
        Write((graph, input) =>
        {
            using var scope = NewDisposeScope();
            var mean = graph.Node("ReduceMean", [input], ("axes", new long[] { 2, 3 }), ("keepdims", 0));
            graph.Output(mean, "logits", 1, 3);
        }, 1, 3, 4, 8);
        Describe("task: classification", "classes: [r, g, b]", "scale: 1", "mean: [127.5, 0, 127.5]", "activation: sigmoid");
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var output = Assert.IsType<ClassOutput>(predictor.Run([new DataItem("a", HalfRed)], TestContext.Current.CancellationToken).Single());
        Assert.Equal([0.5, 0.5, 0.5], output.Probabilities.Select(value => Math.Round(value, 4)));
    }

    [Theory]
    [InlineData("task: detection\nclasses: [a]\nrows: scores\nbox: round", "mine.yaml:4: 'box' must be one of xyxy, yxyx, cxcywh, xywh, not 'round'.")]
    [InlineData("task: detection\nclasses: [a]", "mine.yaml:1: 'rows' is missing")]
    [InlineData("task: detection\nclasses: [a]\nboxes: b\nscores: c", "mine.yaml:3: 'boxes' is no output of the model, which has logits.")]
    [InlineData("task: tagging\nclasses: [a]", "mine.yaml:1: 'task' must be one of classification, segmentation, detection, not 'tagging'.")]
    [InlineData("task: segmentation", "mine.yaml:1: 'classes' is missing")]
    [InlineData("task: segmentation\nclasses: [a, b]\nrows: scores", "mine.yaml:3: 'rows' is not a key that is known here")]
    [InlineData("task: segmentation\nclasses: [a, b]\nwidth: 9", "mine.yaml:3: 'width' is 9, but the model takes 8.")]
    [InlineData("task: segmentation\nclasses: [a, b]\nmean: [0, 1]", "mine.yaml:3: 'mean' needs one number, or 3, not 2.")]
    [InlineData("task: segmentation\nclasses: [a, b]\ndeviation: 0", "mine.yaml:3: 'deviation' must not be 0.")]
    [InlineData("task: segmentation\nclasses: [a, b]\nbackground: c", "mine.yaml:3: 'background' is none of the classes a, b.")]
    [InlineData("task: [", "mine.yaml, line")]
    public void A_description_that_is_wrong_is_refused_with_its_line(string yaml, string sentence)
    {
        Write((graph, input) => graph.Output(input, "logits", 1, 3, 4, 8), 1, 3, 4, 8);
        Describe(yaml);
        Assert.Contains(sentence, Assert.Throws<BadDataException>(() => Predictor.Load(_folder["mine.onnx"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_of_another_shape_is_told_with_what_was_described()
    {
        Write((graph, input) => graph.Output(input, "logits", 1, 3, 4, 8), 1, 3, 4, 8);
        Describe("task: segmentation", "classes: [a, b, c, d]");
        using var predictor = Predictor.Load(_folder["mine.onnx"]);
        var bad = Assert.Throws<BadDataException>(() => Predict(predictor, HalfRed));
        Assert.Contains("in the shape (1, 3, 4, 8), but 4 classes were described", bad.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static IReadOnlyList<Domain.Answers.Answer> Predict(Predictor predictor, PixelSource image) =>
        predictor.Predict([new DataItem("a", image)], TestContext.Current.CancellationToken).Single().Answers;

    private void Describe(params string[] lines) => File.WriteAllLines(_folder["mine.yaml"], lines);

    private void Write(Action<OnnxGraph, string> build, params object[] shape)
    {
        var graph = new OnnxGraph("mine");
        build(graph, graph.Input("image", shape));
        graph.Write(_folder["mine.onnx"]);
    }

    /// <summary>A model that gives the same rows for every image of 64 × 64.</summary>
    private void WriteConstant(bool turned, float[][] rows) => Write((graph, input) =>
    {
        using var scope = NewDisposeScope();
        float[] numbers = [.. rows.SelectMany(row => row)];
        var value = tensor(numbers).view(1, rows.Length, rows[0].Length);
        value = turned ? value.transpose(1, 2).contiguous() : value;
        graph.Output(Constant(graph, input, value), "rows", [.. value.shape.Select(size => (object)(int)size)]);
    }, 1, 3, 0, 0);

    /// <summary>The value, made to depend on the input, as every output of a network does.</summary>
    private static string Constant(OnnxGraph graph, string input, Tensor value)
    {
        var nothing = graph.Node("Mul", [graph.Node("ReduceMean", [input], ("keepdims", 0)), graph.Constant(tensor(0f))]);
        return graph.Node("Add", [graph.Constant(value), nothing]);
    }

    private static byte[] Enlarge(PixelSource image)
    {
        var pixels = new byte[4 * image.Pixels.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            var (pixel, channel) = (i / 3, i % 3);
            var (x, y) = (pixel % (2 * image.Width) / 2, pixel / (2 * image.Width) / 2);
            pixels[i] = image.Pixels.Span[(((y * image.Width) + x) * 3) + channel];
        }

        return pixels;
    }
}
