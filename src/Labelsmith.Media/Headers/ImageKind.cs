namespace Labelsmith.Media.Headers;

/// <summary>The file formats of images that can be read.</summary>
public enum ImageKind
{
    Png,
    Jpeg,
    Tiff,
    WebP,
    Bmp,
    Gif,
}
