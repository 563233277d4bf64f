using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Encoders;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Encoders;

/// <summary>With an encoder that only averages: the real one is not part of the tests.</summary>
[Collection(TorchTests.Name)]
public sealed class FrameEncoderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public FrameEncoderTests()
    {
        WriteEncoder(_folder["mean.onnx"]);
        Environment.SetEnvironmentVariable(EncoderFile.Variable, _folder["mean.onnx"]);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", _folder["cache"]);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Numbers_of_a_part_of_the_blocks_stand_where_the_whole_has_them()
    {
        var random = new Random(1);
        var numbers = Enumerable.Range(0, FrameEncoder.Depth * FrameEncoder.Blocks * FrameEncoder.Blocks).Select(_ => (Half)random.NextSingle()).ToArray();
        const int width = FrameEncoder.FrameSide;
        var whole = new float[FrameEncoder.Planes * width * width];
        FrameEncoder.Spread(numbers, 0, 0, FrameEncoder.Blocks, whole);
        var part = new float[FrameEncoder.Planes * 16 * 16];
        FrameEncoder.Spread(numbers, 3, 5, 2, part);
        for (var plane = 0; plane < FrameEncoder.Planes; plane++)
        {
            for (var y = 0; y < 16; y++)
            {
                Assert.Equal(
                    whole.AsSpan((((plane * width) + (5 * 8) + y) * width) + (3 * 8), 16).ToArray(),
                    part.AsSpan(((plane * 16) + y) * 16, 16).ToArray());
            }
        }
    }

    [Fact]
    public void A_frame_that_was_encoded_once_is_kept_by_its_content()
    {
        var frames = Enumerable.Range(0, 3).Select(i => SegmentedImage.Unmarked(
            new PixelSource(FrameEncoder.FrameSide, FrameEncoder.FrameSide, 1, Enumerable.Repeat((byte)(40 * i), FrameEncoder.FrameSide * FrameEncoder.FrameSide).ToArray()))).ToList();
        var cache = EncoderFile.OfUser().Features;
        using var first = new FrameEncoding(_folder["mean.onnx"], cache);
        var once = first.Encode(frames, _ => { });
        var size = new DirectoryInfo(_folder["cache"]).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
        using var second = new FrameEncoding(_folder["mean.onnx"], cache);
        Assert.Equal(once.Select(one => one.Numbers), second.Encode(frames, _ => { }).Select(one => one.Numbers));
        Assert.InRange(size, 3 * 4 << 20, 4 * 4 << 20);
        Assert.Equal(size, new DirectoryInfo(_folder["cache"]).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length));
    }

    [Fact]
    public void A_model_with_its_encoder_beside_it_is_all_that_predictions_need()
    {
        Split[] splits = [Split.Train, Split.Train, Split.Unlabelled, Split.Test];
        var data = Discs.Of(splits);
        var request = new LearningRequest { Data = data, Method = "few-shot-encoder", Epochs = 2, OutDirectory = _folder["out"] };
        var outcome = LearningRun.Run(request, cancellation: Stop);
        Assert.Contains(outcome.Report.Notes, note => note.StartsWith("The encoder took", StringComparison.Ordinal));

        Environment.SetEnvironmentVariable(EncoderFile.Variable, _folder["gone.onnx"]);
        using var predictor = Predictor.Load(_folder["out/model"]);
        var again = Assert.Single(predictor.Predict(data.Items.Where(item => item.Split == Split.Unlabelled), Stop));
        Assert.Equal(Assert.Single(outcome.Predictions).Score, again.Score);
        Assert.Contains("which is not there", Assert.Throws<BadDataException>(() => LearningRun.Run(request, cancellation: Stop)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(EncoderFile.Variable, null);
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", null);
        _folder.Dispose();
    }

    /// <summary>256 times the mean of each 16 × 16 pixels, with weights of its own for each.</summary>
    private static void WriteEncoder(string file)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var graph = new OnnxGraph("mean");
        var x = graph.Input("input", "N", 3, 1024, 1024);
        x = graph.Node("AveragePool", [x], ("kernel_shape", new long[] { 16, 16 }), ("strides", new long[] { 16, 16 }));
        x = graph.Node("Conv", [x, graph.Constant(randn(256, 3, 1, 1))]);
        graph.Output(x, "output", "N", 256, 64, 64);
        graph.Write(file);
    }
}
