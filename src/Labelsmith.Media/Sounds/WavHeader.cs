using System.Buffers.Binary;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>Where in a WAV file its samples lie, and how they are written.</summary>
/// <remarks>After Microsoft's Multimedia Programming Interface and Data Specifications 1.0 (1991), and WAVEFORMATEXTENSIBLE.</remarks>
/// <param name="IsFloat">Floating point, else integers: unsigned where they are of 8 bits.</param>
/// <param name="SampleBytes">Of one sample of one channel: 1 to 4, or 8 for floating point.</param>
/// <param name="DataStart">Position of the first sample in the stream.</param>
internal sealed record WavHeader(int SampleRate, int Channels, bool IsFloat, int SampleBytes, long DataStart, long Frames)
{
    private const int MostChunks = 10_000;
    private const int MostChannels = 64;
    private const int HighestRate = 1_000_000;

    /// <summary>From here on a size means "not known when the file was begun".</summary>
    private const uint UnknownSize = 0x7FFF_F000;

    public SoundHeader ToHeader() => new(SampleRate, Channels, Frames);

    /// <summary>Reads chunk by chunk until the samples begin.</summary>
    /// <exception cref="BadItemException">This is no WAV file, or not one that can be read.</exception>
    public static WavHeader Read(Stream stream, string name, SoundLimits limits)
    {
        var length = stream.Length;
        if (length - stream.Position > limits.MaximumBytes)
        {
            throw Bad(name, $"The file is larger than the {limits.MaximumBytes >> 20} MB that are allowed: cut the recording into parts.");
        }

        Span<byte> start = stackalloc byte[12];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw Bad(name, "The file is empty: copy or export it again.");
        }

        if (read < 12 || !start[..4].SequenceEqual("RIFF"u8) || !start[8..].SequenceEqual("WAVE"u8))
        {
            throw Bad(name, ForeignSound.Of(start[..read]) is { } foreign
                ? $"This is {foreign.Name}, and only WAV can be read here: convert it, such as by 'ffmpeg -i IN -c:a pcm_s16le OUT.wav'."
                : "This is not a recording that can be read: give WAV, FLAC, Ogg, MP3 or M4A.");
        }

        WavEncoding? encoding = null;
        Span<byte> chunk = stackalloc byte[8];
        for (var count = 0; count < MostChunks && length - stream.Position >= 8; count++)
        {
            stream.ReadExactly(chunk);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (chunk[..4].SequenceEqual("data"u8))
            {
                return OfData(encoding ?? throw Bad(name, "The WAV file does not say how its samples are written: export it again."),
                    stream.Position, size, length, name, limits);
            }

            var next = stream.Position + size + (size & 1); // chunks begin at even places
            if (next > length)
            {
                break;
            }

            if (chunk[..4].SequenceEqual("fmt "u8))
            {
                encoding = WavEncoding.Read(stream, size, name);
            }

            stream.Position = next;
        }

        throw Bad(name, "The WAV file ends before its samples begin: copy or export it again.");
    }

    private static WavHeader OfData(WavEncoding encoding, long start, uint size, long length, string name, SoundLimits limits)
    {
        var (rate, channels) = (encoding.SampleRate, encoding.Channels);
        if (rate is < 1 or > HighestRate || channels is < 1 or > MostChannels)
        {
            throw Bad(name, $"The WAV file claims {channels} channels at {rate} Hz, which cannot be: export it again.");
        }

        var there = length - start;
        // programs that write to a pipe cannot come back to fill in the size
        var isUnknown = (size == 0 || size >= UnknownSize) && size != there && there > 0;
        if (!isUnknown && size > there)
        {
            throw Bad(name, "The WAV file ends in the middle of its samples: copy or export it again.");
        }

        var frames = (isUnknown ? there : size) / (channels * encoding.SampleBytes);
        if (frames == 0)
        {
            throw Bad(name, "The WAV file holds no samples: record or export it again.");
        }

        return frames * channels <= limits.MaximumSamples
            ? new WavHeader(rate, channels, encoding.IsFloat, encoding.SampleBytes, start, frames)
            : throw Bad(name, string.Create(null,
                $"The recording is {frames / rate / 60} minutes long, more than the {limits.MaximumSamples / 1_000_000} million samples that are allowed: cut it into parts."));
    }

    private static BadItemException Bad(string name, string sentence) => new(new Fault(name, sentence));
}
