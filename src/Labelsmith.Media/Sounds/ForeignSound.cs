using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>Says what a file is that is not the WAV that can be read.</summary>
internal static class ForeignSound
{
    /// <summary>A fault that names the file's format where its first bytes tell it.</summary>
    /// <param name="start">At least the first 12 bytes, or all there are.</param>
    public static Fault Describe(ReadOnlySpan<byte> start, string name) => NameOf(start) is { } format
        ? new Fault(name, $"This is {format}, and of sound only WAV can be read: convert it, such as by 'ffmpeg -i IN -c:a pcm_s16le OUT.wav'.")
        : new Fault(name, "This is not a recording that can be read: give WAV.");

    private static string? NameOf(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => "FLAC",
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "Ogg",
        [(byte)'I', (byte)'D', (byte)'3', ..] => "MP3",
        [0xFF, 0xF1 or 0xF9, ..] => "AAC", // ADTS: the same sync word, layer 0
        [0xFF, >= 0xE2, ..] => "MP3", // eleven bits of one, then a version and a layer
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', ..] => "AIFF",
        [(byte)'R', (byte)'F', (byte)'6', (byte)'4', ..] => "RF64 (WAV above 4 GB)",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'X', ..] => "RIFX (WAV in the order of bytes that nobody uses)",
        [(byte)'c', (byte)'a', (byte)'f', (byte)'f', ..] => "CAF",
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "AMR",
        [(byte)'.', (byte)'s', (byte)'n', (byte)'d', ..] => "AU",
        [0x1A, 0x45, 0xDF, 0xA3, ..] => "WebM or Matroska",
        [0x30, 0x26, 0xB2, 0x75, ..] => "WMA",
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => "MP4 or M4A",
        _ => null,
    };
}
