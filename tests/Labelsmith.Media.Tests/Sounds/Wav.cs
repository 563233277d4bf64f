using System.Buffers.Binary;
using System.Text;

namespace Labelsmith.Media.Tests.Sounds;

/// <summary>WAV files made byte by byte, right and wrong ones.</summary>
internal static class Wav
{
    /// <summary>A whole file.</summary>
    /// <param name="data">The samples' bytes.</param>
    /// <param name="tag">1 PCM, 3 floating point.</param>
    public static byte[] File(byte[] data, int rate = 8000, int channels = 1, int bits = 16, int tag = 1, bool extensible = false) =>
        Riff(Chunk("fmt ", Format(rate, channels, bits, tag, extensible)), Chunk("data", data));

    public static byte[] Riff(params byte[][] chunks)
    {
        var content = chunks.SelectMany(chunk => chunk).ToArray();
        return [.. "RIFF"u8, .. Number(content.Length + 4), .. "WAVE"u8, .. content];
    }

    public static byte[] Chunk(string id, byte[] content, uint? size = null)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(number, size ?? (uint)content.Length);
        return [.. Encoding.ASCII.GetBytes(id), .. number, .. content, .. content.Length % 2 == 1 ? (byte[])[0] : []];
    }

    public static byte[] Format(int rate = 8000, int channels = 1, int bits = 16, int tag = 1, bool extensible = false)
    {
        var block = channels * bits / 8;
        byte[] common =
        [
            .. Short(extensible ? 0xFFFE : tag), .. Short(channels), .. Number(rate), .. Number(rate * block), .. Short(block), .. Short(bits),
        ];
        return !extensible
            ? common
            : [.. common, .. Short(22), .. Short(bits), .. Number(0), .. Short(tag), 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
    }

    /// <summary>16-bit samples.</summary>
    public static byte[] Shorts(params IEnumerable<int> samples) => [.. samples.SelectMany(Short)];

    public static byte[] Sine(double hertz, int rate, double seconds) => File(
        Shorts(Enumerable.Range(0, (int)(rate * seconds)).Select(i => (int)(16000 * Math.Sin(2 * Math.PI * hertz * i / rate)))), rate);

    private static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Number(int value) => BitConverter.GetBytes(value);
}
