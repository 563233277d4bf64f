using System.IO.Compression;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Headers;

namespace Labelsmith.Media;

/// <summary>Reads the samples of grey and palette PNG files as they are stored: OpenCV would replace indices by their colours and
/// spread 1, 2 and 4 bits over 0 to 255.</summary>
/// <remarks>W3C Portable Network Graphics (Third Edition), sections 7 to 10.</remarks>
internal static class PngSamples
{
    /// <summary>Adam7: first column, first row, column step, row step of each pass.</summary>
    private static readonly (int X, int Y, int StepX, int StepY)[] Passes =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>Shape (height × width), row by row.</summary>
    /// <param name="header">Of one channel.</param>
    public static int[] Read(ReadOnlySpan<byte> file, ImageHeader header, string name)
    {
        var values = new int[header.Width * header.Height];
        try
        {
            using var pixels = new ZLibStream(JoinData(file), CompressionMode.Decompress);
            const int interlaceMethod = 28;
            (int, int, int, int)[] passes = file[interlaceMethod] == 1 ? Passes : [(0, 0, 1, 1)];
            foreach (var pass in passes)
            {
                ReadPass(pixels, pass, header, values);
            }

            return values;
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new BadItemException(new Fault(name, "The PNG image ends or breaks within its pixels: copy or export it again."), failure);
        }
    }

    private static void ReadPass(Stream pixels, (int X, int Y, int StepX, int StepY) pass, ImageHeader header, int[] values)
    {
        var columns = (header.Width - pass.X + pass.StepX - 1) / pass.StepX;
        if (columns <= 0)
        {
            return;
        }

        var row = new byte[(((long)columns * header.BitDepth) + 7) / 8];
        var above = new byte[row.Length];
        for (var y = pass.Y; y < header.Height; y += pass.StepY)
        {
            var filter = pixels.ReadByte();
            pixels.ReadExactly(row);
            Unfilter(filter, row, above, header.BitDepth == 16 ? 2 : 1);
            for (var column = 0; column < columns; column++)
            {
                values[(y * header.Width) + pass.X + (column * pass.StepX)] = Sample(row, column, header.BitDepth);
            }

            (row, above) = (above, row);
        }
    }

    private static int Sample(byte[] row, int column, int depth)
    {
        if (depth == 16)
        {
            return (row[2 * column] << 8) | row[(2 * column) + 1];
        }

        var bit = column * depth;
        return row[bit >> 3] >> (8 - depth - (bit & 7)) & ((1 << depth) - 1);
    }

    private static void Unfilter(int filter, byte[] row, byte[] above, int step)
    {
        for (var at = 0; at < row.Length; at++)
        {
            var left = at < step ? 0 : row[at - step];
            var up = above[at];
            var upLeft = at < step ? 0 : above[at - step];
            row[at] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => up,
                3 => (byte)((left + up) / 2),
                4 => (byte)Paeth(left, up, upLeft),
                -1 => throw new EndOfStreamException(),
                _ => throw new InvalidDataException(),
            };
        }
    }

    private static int Paeth(int left, int up, int upLeft)
    {
        var estimate = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft;
    }

    private static MemoryStream JoinData(ReadOnlySpan<byte> file)
    {
        var joined = new MemoryStream();
        for (long at = PngHeader.Signature.Length; PngHeader.TryChunk(file, at, out var type, out var data); at += 12 + data.Length)
        {
            if (type.SequenceEqual("IDAT"u8))
            {
                joined.Write(data);
            }
        }

        joined.Position = 0;
        return joined;
    }
}
