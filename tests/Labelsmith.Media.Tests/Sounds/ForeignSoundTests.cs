using System.Diagnostics;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Media.Tests.Sounds;

/// <summary>Recordings that ffmpeg decodes, made by it too.</summary>
public sealed class ForeignSoundTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sounds").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Flac_is_read_to_the_bit()
    {
        var wav = Write("a.wav", Wav.Sine(440, 22050, 0.7));
        var flac = Encode(wav, "a.flac");
        var (expected, actual) = (SoundFile.Read(wav), SoundFile.Read(flac));
        Assert.Equal((22050, 1), (actual.SampleRate, actual.Channels));
        Assert.Equal(expected.Samples.ToArray(), actual.Samples.ToArray());
        Assert.Equal(SoundFile.Probe(wav), SoundFile.Probe(flac));
    }

    [Theory]
    [InlineData("a.mp3")]
    [InlineData("a.ogg")]
    [InlineData("a.opus")]
    [InlineData("a.m4a")]
    public void What_loses_something_keeps_the_tone(string name)
    {
        var sound = SoundFile.Read(Encode(Write("a.wav", Wav.Sine(1000, 48000, 1)), name));
        Assert.Equal((48000, 1), (sound.SampleRate, sound.Channels));
        Assert.InRange(sound.Samples.Length, 47000, 52000); // frames are filled up
        var middle = sound.Samples.Span[12000..36000];
        var crossings = 0;
        for (var i = 1; i < middle.Length; i++)
        {
            crossings += middle[i - 1] < 0 && middle[i] >= 0 ? 1 : 0;
        }

        Assert.InRange(crossings, 498, 502);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public void Broken_files_are_faults_that_name_the_item_and_no_path()
    {
        var flac = Write("a.flac", [.. "fLaC"u8, .. new byte[200]]);
        var bad = Assert.Throws<BadItemException>(() => SoundFile.Read(flac, "calls/a.flac"));
        Assert.Equal("calls/a.flac", bad.Fault.Where);
        Assert.StartsWith("This is FLAC, and ffmpeg cannot decode it", bad.Fault.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder, bad.Fault.Sentence, StringComparison.Ordinal);
        Assert.Empty(Leftovers());
    }

    [Fact]
    public void A_recording_that_is_too_long_is_refused_after_a_bounded_copy()
    {
        var flac = Encode(Write("a.wav", Wav.Sine(440, 8000, 20)), "a.flac");
        var bad = Assert.Throws<BadItemException>(() => SoundFile.Read(flac, limits: new SoundLimits { MaximumSamples = 8000 }));
        Assert.Contains("samples", bad.Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_playlist_is_not_followed_to_other_files()
    {
        var secret = Write("secret.wav", Wav.Sine(440, 8000, 1));
        var list = Write("list.mp3", System.Text.Encoding.ASCII.GetBytes($"#EXTM3U\n#EXTINF:1,\n{secret}\n"));
        Assert.Throws<BadItemException>(() => SoundFile.Read(list));
    }

    private static string[] Leftovers() => Directory.GetFiles(Path.GetTempPath(), "labelsmith-*.wav");

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private string Encode(string wav, string name)
    {
        var path = Path.Combine(_folder, name);
        using var ffmpeg = Process.Start("ffmpeg", ["-nostdin", "-loglevel", "error", "-i", wav, path]);
        ffmpeg.WaitForExit();
        Assert.Equal(0, ffmpeg.ExitCode);
        return path;
    }
}
