using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>Reads recordings: WAV with samples of 8, 16, 24 or 32 bits, or of floating point, at any rate; and what ffmpeg decodes, where it is installed.</summary>
/// <remarks>Sizes are checked before decoding. Every method may be called from many threads; whatever is wrong with a file is a
/// <see cref="BadItemException"/>.</remarks>
public static class SoundFile
{
    private static readonly HashSet<string> _endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".flac", ".mp3", ".ogg", ".oga", ".opus", ".m4a", ".aac", ".aif", ".aiff", ".wma", ".caf", ".au", ".amr",
    };

    /// <summary>Whether the name ends like that of a sound file.</summary>
    public static bool HasSoundName(string path) => _endings.Contains(Path.GetExtension(path));

    /// <summary>As a WAV file, for programs that read nothing else.</summary>
    /// <param name="name">What a fault calls it.</param>
    public static WavCopy AsWav(string path, string name, SoundLimits? limits = null) => WavCopy.Of(path, name, limits ?? SoundLimits.Default);

    /// <summary>Reads the recording that an item's source points to.</summary>
    /// <param name="name">What a fault calls the item.</param>
    public static SoundSource Read(ItemSource source, string name, SoundLimits? limits = null) => source switch
    {
        SoundSource sound => sound,
        FileSource file => Read(file.Path, name, limits),
        _ => throw new BadItemException(new Fault(name, "This item is no recording: its sound cannot be read.")),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    public static SoundSource Read(string path, string? name = null, SoundLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        using var wav = AsWav(path, name, limits);
        return FileBytes.Use(wav.Path, name, stream => Read(stream, name, limits));
    }

    /// <summary>Reads WAV from a stream that can seek, from its position on.</summary>
    /// <param name="name">What a fault calls it.</param>
    public static SoundSource Read(Stream stream, string name, SoundLimits? limits = null) =>
        WavSamples.Read(stream, WavHeader.Read(stream, name, limits ?? SoundLimits.Default), name);

    /// <summary>What the file says of its length and kind; WAV is not decoded for it.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    public static SoundHeader Probe(string path, string? name = null, SoundLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        using var wav = AsWav(path, name, limits);
        return FileBytes.Use(wav.Path, name, stream => WavHeader.Read(stream, name, limits ?? SoundLimits.Default).ToHeader());
    }
}
