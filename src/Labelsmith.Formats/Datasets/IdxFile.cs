using System.Buffers.Binary;
using System.IO.Compression;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Datasets;

/// <summary>A file of MNIST's format, gzipped or not: unsigned bytes in an array of some dimensions.</summary>
/// <remarks>LeCun, Cortes and Burges, "The MNIST database of handwritten digits": two zero bytes, the type, the number of dimensions,
/// each dimension as a big-endian number, then the values.</remarks>
internal sealed record IdxFile(int[] Shape, byte[] Values)
{
    private const byte UnsignedByte = 0x08;

    /// <summary>The number of dimensions, or null where the file is no such file or cannot be read.</summary>
    public static int? RankOf(string path)
    {
        try
        {
            using var stream = Open(path);
            var start = new byte[4];
            return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start is [0, 0, UnsignedByte, >= 1 and <= 4] ? start[3] : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }

    /// <param name="name">What a fault calls the file.</param>
    /// <exception cref="BadDataException">The file breaks off, is too large or is something else.</exception>
    public static IdxFile Read(string path, string name)
    {
        try
        {
            using var stream = Open(path);
            var start = new byte[4];
            stream.ReadExactly(start);
            if (start is not [0, 0, UnsignedByte, >= 1 and <= 4])
            {
                throw new BadDataException($"'{name}' is no idx file of unsigned bytes: it begins with {Convert.ToHexString(start)}.");
            }

            var shape = new int[start[3]];
            long total = 1;
            for (var dimension = 0; dimension < shape.Length; dimension++)
            {
                stream.ReadExactly(start);
                shape[dimension] = BinaryPrimitives.ReadInt32BigEndian(start);
                total = shape[dimension] < 0 || total > int.MaxValue ? long.MaxValue : total * shape[dimension];
            }

            return total > Array.MaxLength
                ? throw new BadDataException($"'{name}' says that it holds {string.Join(" x ", shape)} values, more than 2 GB: split it into parts.")
                : new IdxFile(shape, ReadValues(stream, (int)total));
        }
        catch (Exception failure) when (failure is EndOfStreamException or InvalidDataException)
        {
            throw new BadDataException($"'{name}' ends or breaks before all of its values: copy or download it again.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{name}' cannot be read: {failure.Message}", failure);
        }
    }

    /// <summary>Grows with what is really there: a header may lie.</summary>
    private static byte[] ReadValues(Stream stream, int total)
    {
        const int step = 64 << 20;
        var values = new byte[Math.Min(total, step)];
        for (var read = 0; ;)
        {
            stream.ReadExactly(values, read, values.Length - read);
            read = values.Length;
            if (read == total)
            {
                return values;
            }

            Array.Resize(ref values, (int)Math.Min(total, 2L * read));
        }
    }

    private static Stream Open(string path)
    {
        var file = File.OpenRead(path);
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }
}
