using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class SplittingTests
{
    private static readonly Gen<bool[]> Places = Gen.Bool.Array[12];

    [Theory] // the examples in the documentation of nltk.metrics.segmentation
    [InlineData("000100000010", "000100000010", 0.0)]
    [InlineData("000100000010", "000010000100", 0.3)]
    [InlineData("000010000100", "100000010000", 0.8)]
    public void WindowDiff_is_that_of_nltk(string truth, string predicted, double expected) =>
        Assert.Equal(expected, WindowDiff.Error(Of(truth), Of(predicted), 3), 9);

    [Theory] // as above; nltk gives two decimals
    [InlineData('1', 0.5)]
    [InlineData('0', 0.5)]
    public void Pk_is_that_of_nltk(char always, double expected)
    {
        var truth = Of(string.Concat(Enumerable.Repeat("0100", 100)));
        Assert.Equal(expected, Pk.Error(truth, Of(new string(always, 400)), 2), 2);
        Assert.Equal(0, Pk.Error(truth, truth, 2));
    }

    [Fact]
    public void The_usual_window_is_half_of_the_mean_segment() => Assert.Equal(3, Pk.Window(Of("00000100000")));

    [Fact]
    public void A_single_unit_has_nothing_to_split() => Assert.Equal(double.NaN, Pk.Error([], [], 1));

    [Fact]
    public void Is_symmetric_and_Pk_is_never_the_larger_one() => Gen.Select(Places, Places, Gen.Int[1, 12]).Sample((first, second, window) =>
    {
        var error = WindowDiff.Error(first, second, window);
        Assert.Equal(error, WindowDiff.Error(second, first, window));
        Assert.InRange(Pk.Error(first, second, window), 0, error);
    });

    private static bool[] Of(string places) => [.. places.Select(place => place == '1')];
}
