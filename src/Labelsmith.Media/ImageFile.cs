using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Headers;

namespace Labelsmith.Media;

/// <summary>Reads image files as people see them: upright, 8 bits a sample, grey or red-green-blue.</summary>
/// <remarks>
/// PNG, JPEG (also CMYK and YCCK, taken as inverted, as Adobe writes them), TIFF (first page), WebP, BMP and GIF (first frame).
/// Transparent pixels are laid on white. Deeper samples are scaled by <see cref="PixelDepth"/>. Size and completeness are checked
/// before decoding. Every method may be called from many threads; whatever is wrong with a file is a
/// <see cref="BadItemException"/>.
/// </remarks>
public static class ImageFile
{
    /// <summary>File name endings that are taken for images.</summary>
    public static IReadOnlySet<string> Extensions { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        ".png", ".jpg", ".jpeg", ".jpe", ".tif", ".tiff", ".webp", ".bmp", ".gif",
    };

    /// <summary>Whether the name ends like an image's.</summary>
    public static bool HasImageName(string path) => Extensions.Contains(Path.GetExtension(path));

    /// <summary>Reads the image that an item's source points to.</summary>
    /// <param name="name">What a fault calls the item.</param>
    public static PixelSource Read(ItemSource source, string name, ImageLimits? limits = null) => source switch
    {
        PixelSource pixels => pixels,
        FileSource file => Read(file.Path, name, limits),
        _ => throw new BadItemException(new Fault(name, "This item is a text, not an image.")),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    public static PixelSource Read(string path, string? name = null, ImageLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        return Read(FileBytes.Read(path, name, limits ?? ImageLimits.Default), name, limits);
    }

    /// <summary>Reads to the stream's end.</summary>
    /// <param name="name">What a fault calls it.</param>
    public static PixelSource Read(Stream stream, string name, ImageLimits? limits = null) =>
        Read(FileBytes.Read(stream, name, limits ?? ImageLimits.Default), name, limits);

    /// <summary>Decodes a whole file that is in memory.</summary>
    /// <param name="name">What a fault calls it.</param>
    public static PixelSource Read(ReadOnlyMemory<byte> file, string name, ImageLimits? limits = null) =>
        ImageDecoder.Decode(file.Span, CheckWhole(file.Span, name, limits), name);

    /// <summary>What the file says of its size and kind, without decoding it. Only the start of the file is read where that is enough.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    public static ImageHeader Probe(string path, string? name = null, ImageLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        limits ??= ImageLimits.Default;
        if (TryHeader(FileBytes.ReadStart(path, name)) is { } header)
        {
            return CheckSize(header, name, limits);
        }

        return Probe(FileBytes.Read(path, name, limits), name, limits);
    }

    /// <inheritdoc cref="Probe(string, string?, ImageLimits?)"/>
    public static ImageHeader Probe(ReadOnlyMemory<byte> file, string name, ImageLimits? limits = null) =>
        Probe(file.Span, name, limits ?? ImageLimits.Default);

    /// <summary>The header of a file whose pixels may be decoded: not too large, and all there.</summary>
    internal static ImageHeader CheckWhole(ReadOnlySpan<byte> file, string name, ImageLimits? limits)
    {
        var header = Probe(file, name, limits ?? ImageLimits.Default);
        return FindReader(file)!.IsTruncated(file, header)
            ? throw new BadItemException(new Fault(name,
                $"The {header.Kind} image ends in the middle of its pixels: copy or export it again."))
            : header;
    }

    private static ImageHeader Probe(ReadOnlySpan<byte> file, string name, ImageLimits limits)
    {
        if (file.IsEmpty)
        {
            throw new BadItemException(new Fault(name, "The file is empty: copy or export it again."));
        }

        if (FindReader(file) is null)
        {
            throw new BadItemException(new Fault(name,
                "This is not an image that can be read: give PNG, JPEG, TIFF, WebP, BMP or GIF."));
        }

        return TryHeader(file) is { } header
            ? CheckSize(header, name, limits)
            : throw new BadItemException(new Fault(name, "The image ends or breaks within its header: copy or export it again."));
    }

    private static ImageHeader CheckSize(ImageHeader header, string name, ImageLimits limits) =>
        header.Pixels <= limits.MaximumPixels
            ? header
            : throw new BadItemException(new Fault(name, string.Create(null,
                $"The image is {header.Width} x {header.Height} pixels, more than the {limits.MaximumPixels / 1_000_000} million that are allowed: cut it into tiles or scale it down.")));

    private static HeaderReader? FindReader(ReadOnlySpan<byte> file)
    {
        foreach (var reader in HeaderReader.All)
        {
            if (reader.Matches(file))
            {
                return reader;
            }
        }

        return null;
    }

    private static ImageHeader? TryHeader(ReadOnlySpan<byte> file) => FindReader(file)?.Read(file);
}
