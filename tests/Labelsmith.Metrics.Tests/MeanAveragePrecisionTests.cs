using System.Text.Json;
using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class MeanAveragePrecisionTests
{
    private static readonly JsonElement Case = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "cases", "coco-boxes.json"))).RootElement;

    private static readonly Gen<TrueBox[]> Truth = Gen.Select(Gen.Int[0, 1], Gen.Double[0, 50], Gen.Double[0, 50], Gen.Double[1, 50], Gen.Double[1, 50],
        (label, x, y, w, h) => new TrueBox(label, x, y, w, h)).Array[1, 6];

    /// <summary>The expected figures are those of <c>eng/cases/coco_boxes.py</c>, which puts COCO's definition down in numpy.</summary>
    [Theory, InlineData("all"), InlineData("small"), InlineData("medium"), InlineData("large")]
    public void The_stored_case_gives_the_figures_of_an_independent_evaluation(string name)
    {
        var range = name switch { "small" => AreaRange.Small, "medium" => AreaRange.Medium, "large" => AreaRange.Large, _ => AreaRange.All };
        var images = Case.GetProperty("images").EnumerateArray().Select(image => BoxMatching.Of(
            [.. image.GetProperty("truth").EnumerateArray().Select(ReadTruth)], [.. image.GetProperty("found").EnumerateArray().Select(ReadFound)], range)).ToList();
        var score = new MeanAveragePrecision(images, 3);
        var once = Bootstrap.Once(images.Count);
        var expected = Case.GetProperty("expected").GetProperty(name);
        Assert.Equal(expected.GetProperty("map").GetDouble(), score.Score(once), 12);
        Assert.Equal(expected.GetProperty("map_50").GetDouble(), score.Score50(once), 12);
        Assert.All(expected.GetProperty("by_class").EnumerateArray().Index(),
            entry => Assert.Equal(entry.Item.GetDouble(), score.ClassScore(once, entry.Index), 12));
    }

    [Fact]
    public void A_wrong_box_between_two_right_ones_costs_the_second_half_of_the_recalls_a_third()
    {
        // precision 1 up to recall 1/2 (51 of 101 points), then 2/3
        var image = BoxMatching.Of(
            [new(0, 0, 0, 10, 10), new(0, 50, 50, 10, 10)],
            [new(0, 0, 0, 10, 10, 0.9), new(0, 90, 90, 10, 10, 0.8), new(0, 50, 50, 10, 10, 0.7)]);
        var score = new MeanAveragePrecision([image], 1);
        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, score.Score50(Bootstrap.Once(1)), 12);
        Assert.Equal(score.Score50(Bootstrap.Once(1)), score.Score(Bootstrap.Once(1)), 12);
    }

    [Fact]
    public void An_object_is_found_once_and_by_the_surest_box()
    {
        var image = BoxMatching.Of([new(0, 0, 0, 10, 10)], [new(0, 0, 0, 10, 9, 0.5), new(0, 0, 0, 10, 10, 0.4)]);
        var score = new MeanAveragePrecision([image], 1);
        Assert.Equal((1.0, 1.0), score.At(0, 0.45));
        Assert.Equal((0.5, 1.0), score.At(0, 0.1));
        Assert.Equal(0.45, score.BestThreshold(), 12);
        Assert.Equal(0.95, score.Score(Bootstrap.Once(1)), 12); // at IoU 0.95 the second box is the right one, behind a wrong one
    }

    [Fact]
    public void A_crowd_is_no_object_and_boxes_in_it_are_not_wrong()
    {
        var image = BoxMatching.Of(
            [new(0, 0, 0, 10, 10), new(0, 20, 0, 60, 60, Crowd: true)],
            [new(0, 25, 5, 5, 5, 0.9), new(0, 40, 5, 5, 5, 0.8), new(0, 0, 0, 10, 10, 0.7)]);
        Assert.Equal(1, new MeanAveragePrecision([image], 1).Score(Bootstrap.Once(1)), 12);
    }

    [Fact]
    public void The_truth_itself_is_perfect_and_nothing_is_nothing() => Truth.Sample(truth =>
    {
        var found = Array.ConvertAll(truth, box => new FoundBox(box.Class, box.X, box.Y, box.Width, box.Height, 1));
        Assert.Equal(1, new MeanAveragePrecision([BoxMatching.Of(truth, found)], 2).Score(Bootstrap.Once(1)), 12);
        Assert.Equal(0, new MeanAveragePrecision([BoxMatching.Of(truth, [])], 2).Score(Bootstrap.Once(1)), 12);
    });

    [Fact]
    public void An_image_of_weight_two_counts_like_two_images()
    {
        var one = BoxMatching.Of([new(0, 0, 0, 10, 10)], [new(0, 0, 0, 10, 8, 0.9)]);
        var other = BoxMatching.Of([new(0, 0, 0, 10, 10), new(1, 5, 5, 9, 9)], [new(0, 30, 0, 10, 10, 0.8), new(1, 5, 5, 9, 9, 0.3)]);
        Assert.Equal(
            new MeanAveragePrecision([one, other, other], 2).Score([1, 1, 1]),
            new MeanAveragePrecision([one, other], 2).Score([1, 2]), 12);
        Assert.Equal(new MeanAveragePrecision([one], 2).Score([1]), new MeanAveragePrecision([one, other], 2).Score([1, 0]), 12);
    }

    [Fact]
    public void Without_objects_there_is_no_score_and_foreign_classes_are_refused()
    {
        Assert.True(double.IsNaN(new MeanAveragePrecision([BoxMatching.Of([], [new(0, 0, 0, 1, 1, 1)])], 1).Score([1])));
        Assert.Throws<ArgumentException>(() => new MeanAveragePrecision([BoxMatching.Of([new(3, 0, 0, 1, 1)], [])], 3));
    }

    private static TrueBox ReadTruth(JsonElement row) =>
        new(row[0].GetInt32(), row[1].GetDouble(), row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble(), row[5].GetBoolean());

    private static FoundBox ReadFound(JsonElement row) =>
        new(row[0].GetInt32(), row[1].GetDouble(), row[2].GetDouble(), row[3].GetDouble(), row[4].GetDouble(), row[5].GetDouble());
}
