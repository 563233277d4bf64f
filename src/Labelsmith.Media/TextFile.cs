using System.Text;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media;

/// <summary>Reads text files: UTF-8, or what a byte order mark says.</summary>
public static class TextFile
{
    /// <summary>The largest text that is one item: a long book. Longer ones would freeze the page that shows them.</summary>
    public const int MaximumBytes = 1 << 20;

    /// <summary>Reads the text that an item's source points to.</summary>
    /// <param name="name">What a fault calls the item.</param>
    /// <exception cref="BadItemException">The file cannot be read, is too long, or is no text.</exception>
    public static string Read(ItemSource source, string name) => source switch
    {
        TextSource text => text.Text,
        FileSource file => Read(file.Path, name),
        _ => throw new BadItemException(new Fault(name, "This item is an image, not a text.")),
    };

    /// <summary>Reads a file.</summary>
    /// <param name="name">What a fault calls it; null: the file's name.</param>
    /// <param name="encoding">Where there is no byte order mark; null: UTF-8.</param>
    /// <exception cref="BadItemException">As above.</exception>
    public static string Read(string path, string? name = null, Encoding? encoding = null)
    {
        name ??= Path.GetFileName(path);
        if (new FileInfo(path) is { Exists: true, Length: var length } && TooLong(length, name) is { } fault)
        {
            throw new BadItemException(fault);
        }

        return Decode(FileBytes.Read(path, name, new ImageLimits { MaximumBytes = int.MaxValue }), name, encoding);
    }

    /// <summary>Decodes a whole file that is in memory.</summary>
    /// <param name="name">What a fault calls it.</param>
    /// <exception cref="BadItemException">As above.</exception>
    public static string Decode(ReadOnlySpan<byte> file, string name, Encoding? encoding = null)
    {
        if (TooLong(file.Length, name) is { } fault)
        {
            throw new BadItemException(fault);
        }

        var (marked, skip) = file switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (encoding ?? Encoding.UTF8, 0),
        };
        try
        {
            var strict = (Encoding)marked.Clone();
            strict.DecoderFallback = DecoderFallback.ExceptionFallback;
            var text = strict.GetString(file[skip..]);
            return text.Contains('\0', StringComparison.Ordinal)
                ? throw new BadItemException(new Fault(name, "The file holds zero bytes: it is no text."))
                : text;
        }
        catch (DecoderFallbackException broken)
        {
            throw new BadItemException(new Fault(name,
                $"The text is not {marked.WebName} (byte {skip + broken.Index}): save it as UTF-8, or name its encoding in dataset.yaml."), broken);
        }
    }

    /// <summary>A fault where a text of so many bytes is no item; null where it is.</summary>
    public static Fault? TooLong(long bytes, string name) => bytes <= MaximumBytes
        ? null
        : new Fault(name, $"The text is {bytes / 1_048_576.0:0.0} MB long, more than the 1 MB that one item may have: split it into parts.");
}
