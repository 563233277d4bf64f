using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Headers;

namespace Labelsmith.Media;

/// <summary>Images as a browser shows them right: with the same pixels in the same places as <see cref="ImageFile"/> gives them.</summary>
public static class BrowserImage
{
    private const int JpegQuality = 95;

    /// <summary>Whether the file can go to browsers as it is. Otherwise it would lie on its side in some, or look other than what is learned from.</summary>
    public static bool IsShownAsIs(ImageHeader header) =>
        header is { Orientation: 1, HasAlpha: false, BitDepth: <= 8 } and (
        { Kind: ImageKind.Png } or { Kind: ImageKind.WebP } or { Kind: ImageKind.Jpeg, Channels: 1 or 3 });

    /// <summary>The file as it is where that is safe; else a JPEG as a JPEG, and all others as PNG.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    /// <exception cref="BadItemException">As of <see cref="ImageFile"/>.</exception>
    public static EncodedImage Convert(string path, string? name = null, ImageLimits? limits = null)
    {
        name ??= Path.GetFileName(path);
        return Convert(FileBytes.Read(path, name, limits ?? ImageLimits.Default), name, limits);
    }

    /// <inheritdoc cref="Convert(string, string?, ImageLimits?)"/>
    public static EncodedImage Convert(ReadOnlyMemory<byte> file, string name, ImageLimits? limits = null)
    {
        var header = ImageFile.CheckWhole(file.Span, name, limits);
        if (IsShownAsIs(header))
        {
            return new EncodedImage(file, ContentType(header.Kind));
        }

        var image = ImageDecoder.Decode(file.Span, header, name);
        return header.Kind == ImageKind.Jpeg ? EncodedImage.Jpeg(image, JpegQuality) : EncodedImage.Png(image);
    }

    private static string ContentType(ImageKind kind) => kind switch
    {
        ImageKind.Jpeg => "image/jpeg",
        ImageKind.WebP => "image/webp",
        _ => "image/png",
    };
}
