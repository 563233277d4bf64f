using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Runs;

/// <summary>Whole runs that find discs and squares.</summary>
[Collection(TorchTests.Name)]
public sealed class DetectionRunTests : IDisposable
{
    private const int Side = 64;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void One_image_is_learned_until_all_of_its_boxes_are_found()
    {
        var image = Make(0);
        // the same image, all but invisibly changed, is trained on, validated and tested: where all are near duplicates, the split stays
        var outcome = Learn([.. Enumerable.Range(0, 6).Select(i => Changed(image, i))], epochs: 4);
        Assert.Equal(1, outcome.Report.Metrics["map_50"], 3);
        Assert.All(outcome.Report.PerClass.Values, row => Assert.Equal(1, row["ap_50"], 3));
    }

    [Fact]
    public void Objects_are_found_in_images_that_were_not_seen_and_the_model_says_the_same_from_its_folder()
    {
        var pool = Enumerable.Range(100, 4).Select(i => Make(i) with { ReadTruth = null }).ToList();
        var outcome = Learn([.. Enumerable.Range(0, 40).Select(Make), .. pool], epochs: 3);
        Assert.InRange(outcome.Report.Metrics["map_50"], 0.6, 1);
        Assert.InRange(outcome.Report.Metrics["map_50_95"], 0.2, outcome.Report.Metrics["map_50"]);
        Assert.True(File.ReadAllText(_folder["out/report.html"]).Contains("Dashes: true", StringComparison.Ordinal));
        Assert.Equal(4, outcome.Predictions.Count);
        using var predictor = Predictor.Load(_folder["out/model"]);
        Assert.InRange(predictor.Card.Threshold!.Value, 0.03, 0.97);
        var again = predictor.Predict(pool, Stop).ToList();
        Assert.Equal(outcome.Predictions.Select(one => one.Score), again.Select(one => one.Score));
        Assert.All(again.SelectMany(one => one.Answers), answer => Assert.Null(answer.FindFault()));
    }

    [Fact]
    public void Without_any_box_there_is_nothing_to_learn()
    {
        var empty = Enumerable.Range(0, 8).Select(i => Make(i) with { ReadTruth = () => [] }).ToList();
        Assert.Contains("box", Assert.Throws<BadDataException>(() => Learn(empty, 1)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private LearningOutcome Learn(List<DataItem> items, int epochs, string to = "out") => LearningRun.Run(
        new LearningRequest
        {
            Data = new Dataset { Name = "shapes", Medium = Medium.Image, Task = TaskKind.Detection, Classes = ["disc", "square"], Items = items },
            Epochs = epochs,
            OutDirectory = _folder[to],
        },
        cancellation: Stop);

    private static DataItem Changed(DataItem item, int by)
    {
        var source = (PixelSource)item.Source;
        var pixels = source.Pixels.ToArray();
        pixels[by] ^= 1;
        return item with { Id = $"{item.Id}-{by}", Source = source with { Pixels = pixels } };
    }

    /// <summary>Two or three bright shapes on a noisy ground.</summary>
    private static DataItem Make(int seed)
    {
        var random = new Random(seed);
        var pixels = new byte[Side * Side];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] /= 6;
        }

        var answers = new List<Answer>();
        for (var place = 0; place < 4; place++)
        {
            var (isDisc, size) = (random.Next(2) == 0, random.Next(14, 27));
            var (left, top) = ((place % 2 * Side / 2) + random.Next(4), (place / 2 * Side / 2) + random.Next(4));
            if (place == seed % 4)
            {
                continue;
            }

            for (var i = 0; i < size * size; i++)
            {
                var (x, y) = ((i % size) + 0.5 - (size / 2.0), (i / size) + 0.5 - (size / 2.0));
                if (!isDisc || (x * x) + (y * y) <= size * size / 4.0)
                {
                    pixels[((top + (i / size)) * Side) + left + (i % size)] += 150;
                }
            }

            answers.Add(new Answer { Id = $"{place}", Control = "regions", Labels = [isDisc ? "disc" : "square"], Region = new Box(left, top, size, size) });
        }

        return new DataItem($"image-{seed}", new PixelSource(Side, Side, 1, pixels)) { ReadTruth = () => answers };
    }
}
