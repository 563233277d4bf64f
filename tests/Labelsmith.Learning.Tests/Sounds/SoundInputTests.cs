using Labelsmith.Learning.Sounds;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Tests.Sounds;

public class SoundInputTests
{
    private static readonly MelSettings _mel = MelSettings.Of(8000, 8);

    private static SoundInput Input(int frames) => new(_mel, frames, new float[8], [.. Enumerable.Repeat(1f, 8)]);

    [Theory]
    [InlineData(4, new[] { -3 })]
    [InlineData(10, new[] { 0 })]
    [InlineData(11, new[] { 0, 1 })]
    [InlineData(25, new[] { 0, 5, 10, 15 })]
    public void Windows_cover_a_recording_evenly(int frames, int[] starts) => Assert.Equal(starts, Input(10).Starts(frames));

    [Fact]
    public void An_hour_has_no_more_windows_than_ten()
    {
        var starts = Input(100).Starts(360_000);
        Assert.Equal((10, 0, 359_900), (starts.Count, starts[0], starts[^1]));
    }

    [Fact]
    public void Bands_are_normalised_and_what_lies_outside_is_silence()
    {
        var sound = new Spectrogram([.. Enumerable.Range(0, 16).Select(i => (float)i)], 8);
        var input = SoundInput.Of(_mel, 4, [sound]);
        Assert.Equal(4 + 3, input.Mean[3]); // frames hold 3 and 11
        Assert.Equal(4, input.Deviation[3], 1e-5);
        var window = new float[32];
        input.Normalise(sound, -1, window);
        Assert.Equal([-1f, 1f], window[13..15]);
        Assert.Equal((MathF.Log(1e-4f) - 7) / 4, window[3 * 4], 1e-4);
        Assert.Equal(window[3 * 4], window[(3 * 4) + 3]);
    }

    [Fact]
    public void Variants_differ_but_follow_from_the_seed_and_keep_the_whole_recording()
    {
        var sounds = new SoundReader(_mel).Read(new("call", Calls.Call(0, new Random(1))));
        var input = SoundInput.Of(_mel, 64, [sounds]);
        var augmentation = new SoundAugmentation(input);
        float[] Draw(int seed)
        {
            var into = new float[8 * 64];
            augmentation.Apply(sounds, new Random(seed), into);
            return into;
        }

        Assert.Equal(Draw(1), Draw(1));
        Assert.NotEqual(Draw(1), Draw(2));
        for (var seed = 0; seed < 50; seed++)
        {
            var drawn = Draw(seed);
            Assert.All(drawn, value => Assert.True(float.IsFinite(value)));
            // not all of it is taken out: somewhere it is louder than its mean
            Assert.Contains(drawn, value => value > 1);
        }
    }
}
