using Labelsmith.Media.Sounds;

namespace Labelsmith.Media.Tests.Sounds;

public class ResamplerTests
{
    [Theory, InlineData(44100, 16000), InlineData(8000, 16000), InlineData(48000, 16000), InlineData(22050, 8000), InlineData(11025, 16000)]
    public void A_tone_that_both_rates_can_hold_stays_what_it_is(int from, int to)
    {
        var result = Resampler.Resample(Tone(1000, from, from), from, to);
        Assert.Equal(to, result.Length);
        var expected = Tone(1000, to, to);
        for (var i = to / 10; i < to * 9 / 10; i++)
        {
            Assert.Equal(expected[i], result[i], 1e-3);
        }
    }

    [Theory, InlineData(44100, 16000, 8500), InlineData(44100, 16000, 15000), InlineData(48000, 8000, 4300)]
    public void A_tone_that_the_lower_rate_cannot_hold_is_gone_instead_of_folded_down(int from, int to, int hertz)
    {
        var result = Resampler.Resample(Tone(hertz, from, from), from, to);
        Assert.True(result[(to / 10)..(to * 9 / 10)].Max(Math.Abs) < 1e-3); // 60 dB down, its own edges apart
    }

    [Fact]
    public void A_constant_stays_and_the_length_is_the_ratio_rounded_up()
    {
        var result = Resampler.Resample([.. Enumerable.Repeat(0.5f, 1001)], 3, 2);
        Assert.Equal(668, result.Length);
        Assert.All(result[100..568], value => Assert.Equal(0.5f, value, 1e-5));
        Assert.Same(result, Resampler.Resample(result, 16000, 16000));
        Assert.Single(Resampler.Resample([1f], 44100, 16000));
    }

    [Fact]
    public void Rates_that_cannot_be_are_a_bug_of_the_caller() =>
        Assert.Throws<ArgumentException>(() => Resampler.Resample([1f], 8000, 0));

    private static float[] Tone(double hertz, int rate, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (float)(0.5 * Math.Sin(2 * Math.PI * hertz * i / rate)))];
}
