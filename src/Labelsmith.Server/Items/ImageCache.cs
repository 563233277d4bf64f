using Labelsmith.Domain.Datasets;
using Labelsmith.Media;
using Labelsmith.Media.Headers;
using Labelsmith.Media.Sounds;
using Labelsmith.Storage;

namespace Labelsmith.Server.Items;

/// <summary>An image file that every browser shows.</summary>
public sealed record CachedImage(string Path, string ContentType);

/// <summary>Images as browsers show them, and small ones, of recordings too; made once and kept in the data folder's cache, which may be
/// deleted.</summary>
internal sealed class ImageCache(DataFolder data)
{
    private static readonly (string Extension, string ContentType)[] Kinds =
        [(".png", "image/png"), (".jpg", "image/jpeg"), (".webp", "image/webp")];

    /// <param name="name">What a fault calls the item.</param>
    public CachedImage Shown(string blob, string name)
    {
        var stored = data.Blobs.PathOf(blob);
        var header = ImageFile.Probe(stored, name);
        return BrowserImage.IsShownAsIs(header)
            ? new CachedImage(stored, ContentType(header.Kind))
            : Find("shown", blob) ?? Keep("shown", blob, BrowserImage.Convert(stored, name));
    }

    /// <summary>At most 256 pixels on its longer side; an image that is that small already is its own.</summary>
    public CachedImage Thumbnail(string blob, string name)
    {
        var stored = data.Blobs.PathOf(blob);
        return IsSmall(ImageFile.Probe(stored, name))
            ? Shown(blob, name)
            : Find("thumbnails", blob) ?? Keep("thumbnails", blob, Media.Thumbnail.Make(stored, name));
    }

    /// <summary>The spectrogram of a recording.</summary>
    /// <exception cref="BadItemException">It cannot be read.</exception>
    public CachedImage SoundThumbnail(string blob, string name) => Find("thumbnails", blob) ?? Keep("thumbnails", blob, EncodedImage.Png(
        SpectrogramPicture.Of(SoundFile.Read(data.Blobs.PathOf(blob), name), Media.Thumbnail.DefaultSide, Media.Thumbnail.DefaultSide / 2)));

    /// <summary>Decodes a new image, so that what is broken is told at its import and not to the annotator.</summary>
    /// <exception cref="BadItemException">It cannot be decoded.</exception>
    public ImageHeader Check(string blob, string name)
    {
        var stored = data.Blobs.PathOf(blob);
        var header = ImageFile.Probe(stored, name);
        if (IsSmall(header))
        {
            ImageFile.Read(stored, name);
        }
        else
        {
            Thumbnail(blob, name); // which will be wanted anyway
        }

        return header;
    }

    private static bool IsSmall(ImageHeader header) => Math.Max(header.Width, header.Height) <= Media.Thumbnail.DefaultSide;

    private CachedImage? Find(string kind, string blob)
    {
        foreach (var (extension, contentType) in Kinds)
        {
            var path = PathOf(kind, blob, extension);
            if (File.Exists(path))
            {
                return new CachedImage(path, contentType);
            }
        }

        return null;
    }

    private CachedImage Keep(string kind, string blob, EncodedImage image)
    {
        var path = PathOf(kind, blob, Kinds.First(known => known.ContentType == image.ContentType).Extension);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        using (var file = File.Create(draft))
        {
            file.Write(image.Bytes.Span);
        }

        File.Move(draft, path, overwrite: true); // whole or not at all, whoever else makes it now
        return new CachedImage(path, image.ContentType);
    }

    private string PathOf(
        string kind, string blob, string extension) => Path.Combine(data.CacheFolder, kind, blob[..2], blob + extension);

    private static string ContentType(ImageKind kind) => kind switch
    {
        ImageKind.Jpeg => "image/jpeg",
        ImageKind.WebP => "image/webp",
        _ => "image/png",
    };
}
