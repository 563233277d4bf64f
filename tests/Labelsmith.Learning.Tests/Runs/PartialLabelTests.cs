using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Runs;

/// <summary>Strokes on a part of each image instead of whole masks.</summary>
[Collection(TorchTests.Name)]
public sealed class PartialLabelTests : IDisposable
{
    private static readonly Split[] _splits = [.. Enumerable.Repeat(Split.Train, 6), .. Enumerable.Repeat(Split.Test, 4)];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Strokes_teach_what_they_mark_and_nothing_of_the_rest()
    {
        // short strokes here and there: 4 % of the pixels
        static bool IsMarked(int x, int y) => y % 9 == 4 && (x + (7 * y)) % 32 < 12;
        var strokes = Discs.Of(_splits, IsMarked);
        var (unknown, background) = (Learn(strokes, "unknown"), Learn(strokes with { Background = "ground" }, "background"));

        var (good, bad) = (unknown.Metrics["mean_iou"], background.Metrics["mean_iou"]);
        Assert.True(good > 0.8, $"{good:0.000}");
        Assert.True(good > bad + 0.1, $"{good:0.000}; where the rest is learned as ground, {bad:0.000}");
        Assert.Contains(unknown.Notes, note => note.Contains("pixels are marked", StringComparison.Ordinal));
    }

    [Fact]
    public void Images_of_which_nothing_is_marked_are_refused_in_a_sentence()
    {
        var nothing = Discs.Of(_splits, (_, _) => false);
        Assert.Contains("mark some", Assert.Throws<BadDataException>(() => Learn(nothing, "out")).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private RunReport Learn(Dataset data, string to) => LearningRun.Run(
        new LearningRequest { Data = data, Epochs = 10, OutDirectory = _folder[to], PredictPool = false },
        cancellation: TestContext.Current.CancellationToken).Report;
}
