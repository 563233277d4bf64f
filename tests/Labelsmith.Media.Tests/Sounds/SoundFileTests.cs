using CsCheck;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Media.Tests.Sounds;

public class SoundFileTests
{
    [Theory]
    [InlineData(8, 1, new byte[] { 0, 128, 255 }, new[] { -1f, 0, 127 / 128f })]
    [InlineData(16, 1, new byte[] { 0, 0x80, 0, 0, 0xFF, 0x7F }, new[] { -1f, 0, 32767 / 32768f })]
    [InlineData(24, 1, new byte[] { 0, 0, 0x80, 1, 0, 0, 0xFF, 0xFF, 0x7F }, new[] { -1f, 1 / 8388608f, 8388607 / 8388608f })]
    [InlineData(32, 1, new byte[] { 0, 0, 0, 0x80, 0, 0, 0, 0x40 }, new[] { -1f, 0.5f })]
    [InlineData(32, 3, new byte[] { 0, 0, 0x80, 0xBF, 0, 0, 0x40, 0x3F }, new[] { -1f, 0.75f })]
    [InlineData(64, 3, new byte[] { 0, 0, 0, 0, 0, 0, 0xE0, 0x3F }, new[] { 0.5f })]
    public void Every_way_to_write_samples_is_read_to_the_bit(int bits, int tag, byte[] data, float[] expected)
    {
        foreach (var extensible in (bool[])[false, true])
        {
            var sound = Read(Wav.File(data, 11025, 1, bits, tag, extensible));
            Assert.Equal((11025, 1), (sound.SampleRate, sound.Channels));
            Assert.Equal(expected, sound.Samples.ToArray());
        }
    }

    [Fact]
    public void Channels_stay_beside_each_other_and_are_mixed_when_asked()
    {
        var sound = Read(Wav.File(Wav.Shorts([16384, -16384, 16384, 0]), 44100, 2));
        Assert.Equal(2, sound.Channels);
        Assert.Equal([0f, 0.25f], SoundMixing.ToMono(sound));
    }

    [Fact]
    public void Chunks_that_mean_nothing_here_are_skipped_odd_ones_too()
    {
        var file = Wav.Riff(
            Wav.Chunk("LIST", [1, 2, 3]), Wav.Chunk("fmt ", Wav.Format()), Wav.Chunk("fact", [1, 0, 0, 0]),
            Wav.Chunk("data", Wav.Shorts([16384])), Wav.Chunk("id3 ", [9]));
        Assert.Equal([0.5f], Read(file).Samples.ToArray());
    }

    [Theory, InlineData(0u), InlineData(0xFFFF_FFFFu), InlineData(0x7FFF_FFFFu)]
    public void A_file_that_was_written_to_a_pipe_is_read_to_its_end(uint size)
    {
        var file = Wav.Riff(Wav.Chunk("fmt ", Wav.Format()), Wav.Chunk("data", Wav.Shorts([16384, 0]), size));
        Assert.Equal([0.5f, 0], Read(file).Samples.ToArray());
    }

    [Fact]
    public void A_header_says_the_length_without_reading_samples()
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, Wav.Sine(440, 8000, 0.5));
        Assert.Equal(new SoundHeader(8000, 1, 4000), SoundFile.Probe(path));
        Assert.Equal(0.5, SoundFile.Probe(path).Seconds);
        File.Delete(path);
    }

    [Fact]
    public void A_file_that_ends_anywhere_is_refused_in_a_sentence()
    {
        var file = Wav.File(Wav.Shorts(Enumerable.Range(0, 50)));
        for (var length = 0; length < file.Length; length++)
        {
            AssertRefused(file[..length]);
        }
    }

    [Fact]
    public void A_bomb_is_refused_before_memory_is_taken_for_it()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(Wav.Riff(Wav.Chunk("fmt ", Wav.Format()), Wav.Chunk("data", new byte[64], 2_000_000_000)));
        AssertRefused(Wav.Riff(Wav.Chunk("fmt ", Wav.Format(channels: 60_000, bits: 8)), Wav.Chunk("data", new byte[64])));
        AssertRefused(Wav.Riff([.. Enumerable.Repeat(Wav.Chunk("junk", []), 20_000)]));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 22);
        var long_ = AssertRefused(Wav.Sine(440, 8000, 1), new SoundLimits { MaximumSamples = 7999 });
        Assert.Contains("cut it into parts", long_, StringComparison.Ordinal);
        AssertRefused(Wav.Sine(440, 8000, 1), new SoundLimits { MaximumBytes = 1000 });
    }

    [Theory]
    [InlineData(16, 2, "ADPCM")]
    [InlineData(8, 6, "A-law")]
    [InlineData(8, 7, "mu-law")]
    [InlineData(12, 1, "PCM of 12 bits")]
    [InlineData(16, 3, "floating point of 16 bits")]
    public void Samples_that_cannot_be_read_are_named(int bits, int tag, string expected) =>
        Assert.Contains(expected, AssertRefused(Wav.File(new byte[96], bits: bits, tag: tag)), StringComparison.Ordinal);

    [Theory]
    [InlineData("fLaC\0\0\0\"", "FLAC")]
    [InlineData("OggS\0\u0002\0\0", "Ogg")]
    [InlineData("ID3\u0004\0\0\0\0", "MP3")]
    [InlineData("FORM\0\0\0\0AIFF", "AIFF")]
    [InlineData("\0\0\0 ftypM4A ", "M4A")]
    public void Other_sound_files_are_named_with_a_way_to_convert_them(string start, string expected)
    {
        var sentence = AssertRefused([.. System.Text.Encoding.Latin1.GetBytes(start), .. new byte[100]]);
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.Contains("ffmpeg", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_frame_of_mp3_and_of_aac_are_told_apart()
    {
        Assert.Contains("MP3", AssertRefused([0xFF, 0xFB, 0x90, 0, .. new byte[50]]), StringComparison.Ordinal);
        Assert.Contains("AAC", AssertRefused([0xFF, 0xF1, 0x50, 0x80, .. new byte[50]]), StringComparison.Ordinal);
    }

    [Fact]
    public void Contradictions_and_samples_that_are_no_numbers_are_refused()
    {
        var format = Wav.Format();
        format[12] = 7; // bytes a frame
        AssertRefused(Wav.Riff(Wav.Chunk("fmt ", format), Wav.Chunk("data", new byte[14])));
        AssertRefused(Wav.Riff(Wav.Chunk("data", new byte[14])));
        AssertRefused(Wav.File([], bits: 16));
        AssertRefused(Wav.File(new byte[8], rate: 0));
        AssertRefused(Wav.File(BitConverter.GetBytes(float.NaN), bits: 32, tag: 3));
    }

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_of_the_item()
    {
        var bad = Assert.Throws<BadItemException>(() => SoundFile.Read(Path.Combine(Path.GetTempPath(), "no-such-file.wav"), "a/b.wav"));
        Assert.Equal("a/b.wav", bad.Fault.Where);
    }

    [Fact]
    public void Random_bytes_never_crash() => Gen.Select(Gen.Byte.Array[1, 30], Gen.Int[0, 80]).Sample((noise, at) =>
    {
        var file = Wav.File(Wav.Shorts(Enumerable.Range(0, 40)), extensible: true);
        noise.CopyTo(file, Math.Min(at, file.Length - noise.Length));
        try
        {
            Assert.NotEqual(0, Read(file).Samples.Length);
        }
        catch (BadItemException bad)
        {
            Assert.EndsWith(".", bad.Fault.Sentence, StringComparison.Ordinal);
        }
    }, iter: 2000, threads: 1);

    private static SoundSource Read(byte[] file) => SoundFile.Read(new MemoryStream(file), "a.wav");

    private static string AssertRefused(byte[] file, SoundLimits? limits = null)
    {
        var bad = Assert.Throws<BadItemException>(() => SoundFile.Read(new MemoryStream(file), "a.wav", limits));
        Assert.Equal("a.wav", bad.Fault.Where);
        Assert.Matches(@"^[A-Z].*\.$", bad.Fault.Sentence.Replace("'.", ".", StringComparison.Ordinal));
        return bad.Fault.Sentence;
    }
}
