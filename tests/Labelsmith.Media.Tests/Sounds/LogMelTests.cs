using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Media.Tests.Sounds;

public class LogMelTests
{
    private static readonly MelSettings _settings = MelSettings.Of(8000, 24);

    /// <summary>The expected values are those of eng/references/log_mel.py.</summary>
    [Theory]
    [InlineData(0, 0, -8.053384)]
    [InlineData(0, 5, 6.482618)]
    [InlineData(0, 23, -9.210328)]
    [InlineData(7, 4, 3.990854)]
    [InlineData(7, 12, -1.364724)]
    [InlineData(11, 15, 0.313723)]
    [InlineData(23, 3, 0.270536)]
    [InlineData(23, 23, 4.374710)]
    [InlineData(22, 20, -6.412273)]
    public void A_spectrogram_equals_that_of_numpy(int frame, int band, double expected)
    {
        Assert.Equal((200, 80, 512), (_settings.Window, _settings.Hop, _settings.Transform));
        var samples = Enumerable.Range(0, 2000).Select(n => n / 8000.0).Select(t =>
            (float)((0.3 * Math.Sin(2 * Math.PI * 440 * t)) + (0.2 * Math.Sin(2 * Math.PI * ((500 * t) + (6000 * t * t)))))).ToArray();
        var values = new LogMel(_settings).Of(samples);
        Assert.Equal(24 * 24, values.Length);
        Assert.Equal(expected, values[(frame * 24) + band], 2e-3);
    }

    [Theory, InlineData(0, 1), InlineData(1, 1), InlineData(200, 1), InlineData(201, 2), InlineData(280, 2), InlineData(281, 3)]
    public void The_last_frame_is_the_first_that_reaches_the_end(int samples, int frames)
    {
        var mel = new LogMel(_settings);
        Assert.Equal(frames, mel.FrameCount(samples));
        Assert.Equal(frames * 24, mel.Of(new float[samples]).Length);
    }

    [Fact]
    public void Silence_is_the_floor_and_no_band_is_empty()
    {
        Assert.All(new LogMel(_settings).Of(new float[400]), value => Assert.Equal(Math.Log(1e-4), value, 1e-5));
        foreach (var rate in (int[])[4000, 8000, 11025, 16000])
        {
            var noise = new Random(0);
            var samples = Enumerable.Range(0, rate).Select(_ => (float)(noise.NextDouble() - 0.5)).ToArray();
            Assert.All(new LogMel(MelSettings.Of(rate)).Of(samples)[..64], value => Assert.True(value > Math.Log(2e-4)));
        }
    }

    [Fact]
    public void A_level_is_brought_to_its_target_but_silence_is_not_blown_up()
    {
        float[] quiet = [0.011f, 0.009f, 0.011f, 0.009f];
        SoundMixing.Level(quiet);
        Assert.Equal([0.1f, -0.1f, 0.1f, -0.1f], quiet.Select(value => MathF.Round(value, 4)));
        var silent = new float[4];
        SoundMixing.Level(silent);
        Assert.Equal(new float[4], silent);
    }

    [Fact]
    public void A_picture_shows_a_tone_as_a_bright_line_at_its_height()
    {
        var samples = Enumerable.Range(0, 8000).Select(i => (float)Math.Sin(2 * Math.PI * 1000 * i / 8000)).ToArray();
        var picture = SpectrogramPicture.Of(new SoundSource(8000, 1, samples), 60, 40);
        Assert.Equal((60, 40, 3), (picture.Width, picture.Height, picture.Channels));
        var column = Enumerable.Range(0, 40).Select(y => (int)picture.Pixels.Span[((y * 60) + 30) * 3]).ToList();
        // 1000 Hz are 1000 mel, 4000 Hz are 2146: the line lies a little below the middle
        Assert.InRange(column.IndexOf(column.Max()), 20, 23);
        Assert.True(column.Max() > 240 && column[0] < 60);
    }

    [Fact]
    public void Pictures_can_be_of_the_shortest_sounds()
    {
        var picture = SpectrogramPicture.Of(new SoundSource(44100, 2, new float[] { 0.5f, 0.5f }), 200, 100);
        Assert.Equal(60_000, picture.Pixels.Length);
    }
}
