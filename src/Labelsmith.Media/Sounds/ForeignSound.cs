using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>A format of sound that is not WAV: ffmpeg decodes it.</summary>
/// <remarks>The format is told by a file's first bytes and given to ffmpeg by name, so that a hostile file cannot pass for a playlist that names other files;
/// no protocol but that of files is allowed. See docs/dependencies.md.</remarks>
/// <param name="Name">For people.</param>
/// <param name="Demuxer">ffmpeg's; null: what nobody decodes.</param>
/// <param name="IsLossless">Its samples may have more than 16 bits.</param>
internal sealed record ForeignSound(string Name, string? Demuxer, bool IsLossless = false)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(10);

    /// <param name="start">At least the first 12 bytes of a file, or all there are.</param>
    /// <returns>Null for what is no sound that anybody knows.</returns>
    public static ForeignSound? Of(ReadOnlySpan<byte> start) => start switch
    {
        [(byte)'f', (byte)'L', (byte)'a', (byte)'C', ..] => new("FLAC", "flac", IsLossless: true),
        [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => new("Ogg", "ogg"),
        [(byte)'I', (byte)'D', (byte)'3', ..] => new("MP3", "mp3"),
        [0xFF, 0xF1 or 0xF9, ..] => new("AAC", "aac"), // ADTS: the same sync word, layer 0
        [0xFF, >= 0xE2, ..] => new("MP3", "mp3"), // eleven bits of one, then a version and a layer
        [(byte)'F', (byte)'O', (byte)'R', (byte)'M', ..] => new("AIFF", "aiff", IsLossless: true),
        [(byte)'R', (byte)'F', (byte)'6', (byte)'4', ..] => new("RF64 (WAV above 4 GB)", null),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'X', ..] => new("RIFX (WAV in the order of bytes that nobody uses)", null),
        [(byte)'c', (byte)'a', (byte)'f', (byte)'f', ..] => new("CAF", "caf", IsLossless: true),
        [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => new("AMR", "amr"),
        [(byte)'.', (byte)'s', (byte)'n', (byte)'d', ..] => new("AU", "au", IsLossless: true),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => new("WebM or Matroska", "matroska"),
        [0x30, 0x26, 0xB2, 0x75, ..] => new("WMA", "asf"),
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..] => new("MP4 or M4A", "mov"),
        _ => null,
    };

    /// <summary>Writes the first recording in <paramref name="path"/> as WAV: 24 bits a sample where nothing has been lost yet, else 16.</summary>
    /// <param name="into">A file that is not there yet. It may be cut where <paramref name="limits"/> are exceeded, which shows when it is read.</param>
    /// <param name="name">What a fault calls the file.</param>
    /// <exception cref="BadItemException">It cannot be decoded, or there is no ffmpeg.</exception>
    public void Decode(string path, string into, string name, SoundLimits limits)
    {
        if (Demuxer is null)
        {
            throw Bad(name, "it cannot be read. Convert it, such as by 'ffmpeg -i IN -c:a pcm_s16le OUT.wav'.");
        }

        var most = ((limits.MaximumSamples + 1) * (IsLossless ? 3 : 2)) + 4096;
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-loglevel", "error", "-threads", "1", "-protocol_whitelist", "file", "-f", Demuxer, "-i", $"file:{path}",
            "-map", "0:a:0", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-c:a", IsLossless ? "pcm_s24le" : "pcm_s16le",
            "-fs", most.ToString(CultureInfo.InvariantCulture), "-f", "wav", $"file:{into}",
        ];
        try
        {
            using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true })!;
            var said = ffmpeg.StandardError.ReadToEndAsync();
            if (!ffmpeg.WaitForExit(_patience))
            {
                ffmpeg.Kill(entireProcessTree: true);
                throw Bad(name, $"ffmpeg took longer than {_patience.TotalMinutes} minutes for it. Cut it into parts.");
            }

            if (ffmpeg.ExitCode != 0)
            {
                var lines = said.GetAwaiter().GetResult().Replace($"file:{path}: ", "", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries);
                throw Bad(name, $"ffmpeg cannot decode it: {lines.LastOrDefault() ?? "it says nothing"}. Export it again.");
            }
        }
        catch (Win32Exception missing)
        {
            throw new BadItemException(
                new Fault(name, $"This is {Name}: install ffmpeg (Debian: apt-get install ffmpeg) so that it can be read, or convert it to WAV."), missing);
        }
    }

    private BadItemException Bad(string name, string why) => new(new Fault(name, $"This is {Name}, and {why}"));
}
