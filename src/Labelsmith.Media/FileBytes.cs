using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media;

/// <summary>Reads whole files within limits; what the file system refuses becomes a fault of the item.</summary>
internal static class FileBytes
{
    /// <summary>Enough for the header of most files; EXIF and colour profiles can push it further.</summary>
    private const int StartLength = 64 << 10;

    public static byte[] Read(string path, string name, ImageLimits limits) => Guard(name, () =>
    {
        using var stream = Open(path);
        return Read(stream, name, limits);
    });

    public static byte[] ReadStart(string path, string name) => Guard(name, () =>
    {
        using var stream = Open(path);
        var start = new byte[Math.Min(stream.Length, StartLength)];
        stream.ReadExactly(start);
        return start;
    });

    /// <summary>Opens a file for <paramref name="use"/>, which reads what it needs.</summary>
    public static T Use<T>(string path, string name, Func<Stream, T> use) => Guard(name, () =>
    {
        using var stream = Open(path);
        return use(stream);
    });

    public static byte[] Read(Stream stream, string name, ImageLimits limits)
    {
        if (stream.CanSeek)
        {
            var length = stream.Length - stream.Position;
            CheckLength(length, name, limits);
            var whole = new byte[length];
            stream.ReadExactly(whole);
            return whole;
        }

        using var copy = new MemoryStream();
        var buffer = new byte[81920];
        while (stream.Read(buffer) is > 0 and var read)
        {
            CheckLength(copy.Length + read, name, limits);
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);

    private static void CheckLength(long length, string name, ImageLimits limits)
    {
        if (length > Math.Min(limits.MaximumBytes, Array.MaxLength))
        {
            throw new BadItemException(new Fault(name,
                $"The file is larger than the {limits.MaximumBytes >> 20} MB that are allowed: scale the image down."));
        }
    }

    private static T Guard<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadItemException(new Fault(name, "The file is not there: was it moved or deleted?"), failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadItemException(new Fault(name, $"The file cannot be read: {failure.Message}"), failure);
        }
    }
}
