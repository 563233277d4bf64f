using System.Buffers.Binary;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>The chunk <c>fmt</c> of a WAV file.</summary>
/// <param name="SampleBytes">Of one sample of one channel.</param>
internal sealed record WavEncoding(int SampleRate, int Channels, bool IsFloat, int SampleBytes)
{
    private const ushort Pcm = 1;
    private const ushort Float = 3;
    private const ushort Extensible = 0xFFFE;

    /// <summary>What follows the format's number in the GUID of an extensible format.</summary>
    private static readonly byte[] _guidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    /// <summary>Reads the chunk's content, of <paramref name="size"/> bytes that are all there.</summary>
    /// <exception cref="BadItemException">The samples are written in a way that cannot be read.</exception>
    public static WavEncoding Read(Stream stream, uint size, string name)
    {
        Span<byte> chunk = stackalloc byte[40];
        chunk = chunk[..(int)Math.Min(size, 40)];
        stream.ReadExactly(chunk);
        if (chunk.Length < 16)
        {
            throw Bad(name, "The WAV file does not say how its samples are written: export it again.");
        }

        var tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (tag == Extensible && chunk.Length == 40 && chunk[26..].SequenceEqual(_guidTail))
        {
            tag = BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        }

        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadInt32LittleEndian(chunk[4..]);
        var block = BinaryPrimitives.ReadUInt16LittleEndian(chunk[12..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if (!((tag == Pcm && bits is 8 or 16 or 24 or 32) || (tag == Float && bits is 32 or 64)))
        {
            throw Bad(name,
                $"The WAV file holds {NameOf(tag, bits)}, and only PCM of 8, 16, 24 or 32 bits and floating point can be read: export it as 16-bit PCM.");
        }

        return block == channels * bits / 8
            ? new WavEncoding(rate, channels, tag == Float, bits / 8)
            : throw Bad(name, $"The WAV file contradicts itself: {channels} samples of {bits} bits are not {block} bytes. Export it again.");
    }

    private static string NameOf(ushort tag, int bits) => tag switch
    {
        Pcm => $"PCM of {bits} bits",
        Float => $"floating point of {bits} bits",
        2 or 0x11 => "ADPCM",
        6 => "A-law",
        7 => "mu-law",
        0x31 => "GSM",
        0x50 or 0x55 => "MP3",
        _ => $"samples of the kind {tag}",
    };

    private static BadItemException Bad(string name, string sentence) => new(new Fault(name, sentence));
}
