using System.Text;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Text;

/// <summary>Reads the text of an item.</summary>
public static class TextContent
{
    /// <summary>Files beyond this are refused: what is that long is a corpus, not an item.</summary>
    public const long MaximumFileBytes = 64L << 20;

    /// <summary>The whole text. Files are UTF-8, or UTF-16 or UTF-32 with a byte order mark; bytes that are none become U+FFFD.</summary>
    /// <exception cref="BadItemException">The item is an image, or its file cannot be read.</exception>
    public static string Read(DataItem item) => item.Source switch
    {
        TextSource text => text.Text,
        FileSource file => ReadFile(file.Path, item.Id),
        _ => throw new BadItemException(new Fault(item.Id, "This item is an image, not a text: leave it out or choose a task for images.")),
    };

    private static string ReadFile(string path, string id)
    {
        try
        {
            var bytes = new FileInfo(path).Length;
            if (bytes > MaximumFileBytes)
            {
                throw new BadItemException(new Fault(
                    id, $"The text is {bytes >> 20} MB long, more than the {MaximumFileBytes >> 20} MB that one item may have: split it."));
            }

            return File.ReadAllText(path, Encoding.UTF8);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadItemException(new Fault(id, $"The text cannot be read: {failure.Message}"), failure);
        }
    }
}
