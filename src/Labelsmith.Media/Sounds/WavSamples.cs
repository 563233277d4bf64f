using System.Buffers.Binary;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>From the bytes of a WAV file to samples.</summary>
internal static class WavSamples
{
    private const int BlockSamples = 1 << 15;

    /// <exception cref="BadItemException">The file has become shorter, or holds what is no number.</exception>
    public static SoundSource Read(Stream stream, WavHeader header, string name)
    {
        var samples = new float[header.Frames * header.Channels];
        var block = new byte[BlockSamples * header.SampleBytes];
        stream.Position = header.DataStart;
        for (var done = 0; done < samples.Length;)
        {
            var count = Math.Min(BlockSamples, samples.Length - done);
            var bytes = block.AsSpan(0, count * header.SampleBytes);
            stream.ReadExactly(bytes);
            var into = samples.AsSpan(done, count);
            Decode(bytes, header, into);
            if (header.IsFloat && HasStrangers(into))
            {
                throw new BadItemException(new Fault(name, "The WAV file holds samples that are no numbers: export it again."));
            }

            done += count;
        }

        return new SoundSource(header.SampleRate, header.Channels, samples);
    }

    private static void Decode(ReadOnlySpan<byte> bytes, WavHeader header, Span<float> into)
    {
        for (var i = 0; i < into.Length; i++)
        {
            var sample = bytes.Slice(i * header.SampleBytes, header.SampleBytes);
            into[i] = (header.IsFloat, header.SampleBytes) switch
            {
                (true, 8) => (float)BinaryPrimitives.ReadDoubleLittleEndian(sample),
                (true, _) => BinaryPrimitives.ReadSingleLittleEndian(sample),
                (_, 1) => (sample[0] - 128) / 128f, // the only unsigned one
                (_, 2) => BinaryPrimitives.ReadInt16LittleEndian(sample) / 32768f,
                (_, 3) => (sample[0] | (sample[1] << 8) | ((sbyte)sample[2] << 16)) / 8388608f,
                _ => BinaryPrimitives.ReadInt32LittleEndian(sample) / 2147483648f,
            };
        }
    }

    private static bool HasStrangers(ReadOnlySpan<float> samples)
    {
        foreach (var sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                return true;
            }
        }

        return false;
    }
}
