using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class CalibrationTests
{
    /// <summary>numpy: <c>RandomState(0)</c>, confidences <c>round(rand(40), 3)</c>, right <c>rand(40) &lt; confidence</c>;
    /// then Σ_b share_b |mean right_b − mean confidence_b| over the 15 bins (b/15, (b+1)/15].</summary>
    [Fact]
    public void Agrees_with_a_computation_in_numpy()
    {
        double[] confidences =
        [
            0.549, 0.715, 0.603, 0.545, 0.424, 0.646, 0.438, 0.892, 0.964, 0.383, 0.792, 0.529, 0.568, 0.926, 0.071, 0.087, 0.02,
            0.833, 0.778, 0.87, 0.979, 0.799, 0.461, 0.781, 0.118, 0.64, 0.143, 0.945, 0.522, 0.415, 0.265, 0.774, 0.456, 0.568,
            0.019, 0.618, 0.612, 0.617, 0.944, 0.682,
        ];
        var right = "1101001111110100011111010101010100011111".Select(bit => bit == '1').ToArray();
        Assert.Equal(0.11012499999999999, ExpectedCalibrationError.Score(confidences, right), 12);
    }

    [Fact]
    public void Confident_and_wrong_is_the_worst() =>
        Assert.Equal(1, ExpectedCalibrationError.Score([1, 1], [false, false]), 12);

    [Fact]
    public void Nothing_has_no_error() => Assert.Equal(double.NaN, ExpectedCalibrationError.Score([], []));

    [Fact]
    public void Certainty_that_is_right_has_no_error() => Gen.Int[1, 50].Sample(count =>
        Assert.Equal(0, ExpectedCalibrationError.Score(
            [.. Enumerable.Repeat(1.0, count)], [.. Enumerable.Repeat(true, count)]), 12));

    [Fact]
    public void Bins_hold_every_item_once_and_give_the_same_error() => Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[1, 60].Sample(items =>
    {
        double[] confidences = [.. items.Select(item => item.Item1)];
        bool[] right = [.. items.Select(item => item.Item2)];
        var bins = ExpectedCalibrationError.Bins(confidences, right);
        Assert.Equal(items.Length, bins.Sum(bin => bin.Count));
        Assert.Equal(
            ExpectedCalibrationError.Score(confidences, right),
            bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / items.Length, 12);
    });

    [Fact]
    public void Lies_between_0_and_1() => Gen.Select(Gen.Double[0, 1], Gen.Bool).Array[1, 60].Sample(items =>
        Assert.InRange(
            ExpectedCalibrationError.Score([.. items.Select(item => item.Item1)], [.. items.Select(item => item.Item2)]), 0, 1));
}
