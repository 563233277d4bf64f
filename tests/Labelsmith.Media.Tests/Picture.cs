using System.Buffers.Binary;
using System.IO.Compression;
using OpenCvSharp;

namespace Labelsmith.Media.Tests;

/// <summary>Makes small image files, by the vision library or byte by byte.</summary>
internal static class Picture
{
    public const int Width = 48;
    public const int Height = 32;

    /// <summary>The corners of the upright picture: red, green / blue, yellow.</summary>
    public static readonly (byte R, byte G, byte B)[] Quarters = [(200, 30, 30), (30, 180, 30), (30, 30, 200), (200, 200, 30)];

    /// <summary>Four coloured quarters, blue-green-red.</summary>
    public static Mat Upright()
    {
        var picture = new Mat(Height, Width, MatType.CV_8UC3);
        for (var quarter = 0; quarter < 4; quarter++)
        {
            var (r, g, b) = Quarters[quarter];
            using var part = picture.SubMat(new Rect(quarter % 2 * Width / 2, quarter / 2 * Height / 2, Width / 2, Height / 2));
            part.SetTo(new Scalar(b, g, r));
        }

        return picture;
    }

    /// <summary>The picture as a camera stores it that writes this orientation.</summary>
    public static Mat StoredAs(int orientation)
    {
        using var upright = Upright();
        var swapped = orientation >= 5;
        var stored = new Mat(swapped ? Width : Height, swapped ? Height : Width, MatType.CV_8UC3);
        var (rows, columns) = (stored.Rows, stored.Cols);
        for (var y = 0; y < rows; y++)
        {
            for (var x = 0; x < columns; x++)
            {
                // EXIF 2.32: where row 0 and column 0 of the stored pixels are seen
                var (row, column) = orientation switch
                {
                    1 => (y, x), // top, left
                    2 => (y, Width - 1 - x), // top, right
                    3 => (Height - 1 - y, Width - 1 - x), // bottom, right
                    4 => (Height - 1 - y, x), // bottom, left
                    5 => (x, y), // left, top
                    6 => (x, Width - 1 - y), // right, top
                    7 => (Height - 1 - x, Width - 1 - y), // right, bottom
                    _ => (Height - 1 - x, y), // left, bottom
                };
                stored.Set(y, x, upright.Get<Vec3b>(row, column));
            }
        }

        return stored;
    }

    public static byte[] Encode(Mat image, string extension, params int[] parameters)
    {
        Assert.True(Cv2.ImEncode(extension, image, out var bytes, parameters));
        return bytes;
    }

    /// <summary>An EXIF block that says nothing but the orientation.</summary>
    public static byte[] Exif(int orientation) =>
        [.. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];

    public static byte[] JpegWithExif(byte[] jpeg, int orientation)
    {
        byte[] block = [.. "Exif\0\0"u8, .. Exif(orientation)];
        return [.. jpeg[..2], 0xFF, 0xE1, 0, (byte)(block.Length + 2), .. block, .. jpeg[2..]];
    }

    /// <summary>An uncompressed TIFF in one strip.</summary>
    public static byte[] Tiff(Mat image, int orientation)
    {
        using var rgb = new Mat();
        Cv2.CvtColor(image, rgb, ColorConversionCodes.BGR2RGB);
        var pixels = new byte[rgb.Total() * 3];
        System.Runtime.InteropServices.Marshal.Copy(rgb.Data, pixels, 0, pixels.Length);
        (ushort Tag, int Value)[] tags =
        [
            (256, rgb.Cols), (257, rgb.Rows), (258, 8 + pixels.Length), (259, 1), (262, 2), (273, 8), (274, orientation),
            (277, 3), (278, rgb.Rows), (279, pixels.Length),
        ];
        const int threeShorts = 6;
        return
        [
            .. "II*\0"u8, .. BitConverter.GetBytes(8 + pixels.Length + threeShorts), .. pixels, 8, 0, 8, 0, 8, 0,
            (byte)tags.Length, 0,
            .. tags.SelectMany(tag => (byte[])[
                .. BitConverter.GetBytes(tag.Tag), .. BitConverter.GetBytes((ushort)(tag.Tag == 258 ? 3 : 4)),
                .. BitConverter.GetBytes(tag.Tag == 258 ? 3 : 1), .. BitConverter.GetBytes(tag.Value)]),
            0, 0, 0, 0,
        ];
    }

    /// <summary>A PNG with chunks of one's own behind IHDR.</summary>
    public static byte[] PngWith(byte[] png, params (string Type, byte[] Data)[] chunks) =>
        [.. png[..33], .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)), .. png[33..]];

    /// <summary>A PNG of rows as they are stored, each filtered by type 0.</summary>
    /// <param name="colour">0 grey, 3 palette.</param>
    public static byte[] Png(int width, int height, int depth, int colour, byte[] rows, params (string Type, byte[] Data)[] chunks)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var row in rows.Chunk(rows.Length / height))
            {
                zlib.WriteByte(0);
                zlib.Write(row);
            }
        }

        return
        [
            0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
            .. Chunk("IHDR", PngSize(width, height, depth, colour)),
            .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Data)),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    public static byte[] PngSize(int width, int height, int depth, int colour)
    {
        var size = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        (size[8], size[9]) = ((byte)depth, (byte)colour);
        return size;
    }

    public static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(type), .. data];
        var (length, checksum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32(body));
        return [.. length, .. body, .. checksum];
    }

    private static uint Crc32(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var part in data)
        {
            crc ^= part;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) == 1 ? 0xEDB88320 : 0);
            }
        }

        return ~crc;
    }

    /// <summary>A baseline JPEG of 8 × 8 equal pixels with four components, as Adobe writes CMYK: inverted.</summary>
    /// <param name="transform">Of the Adobe marker: 0 CMYK, 2 YCCK.</param>
    public static byte[] FourComponentJpeg(byte transform, params byte[] samples)
    {
        var bits = new List<bool>();
        foreach (var sample in samples)
        {
            var value = (sample - 128) * 8; // the DC coefficient of a flat block
            var size = value == 0 ? 0 : (int)Math.Log2(Math.Abs(value)) + 1;
            Append(bits, size, 4); // the code of each size is the size, in 4 bits
            Append(bits, value < 0 ? value + (1 << size) - 1 : value, size);
            bits.Add(false); // end of block
        }

        byte[] scan = [.. bits.Chunk(8).Select(eight => (byte)eight.Concat(Enumerable.Repeat(true, 8 - eight.Length))
            .Aggregate(0, (sum, bit) => (sum << 1) | (bit ? 1 : 0)))];
        return
        [
            0xFF, 0xD8,
            0xFF, 0xEE, 0, 14, .. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform,
            0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
            0xFF, 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0,
            0xFF, 0xC4, 0, 31, 0x00, 0, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
            0xFF, 0xC4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0xFF, 0xDA, 0, 14, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0,
            .. scan.SelectMany(part => part == 0xFF ? new byte[] { 0xFF, 0 } : [part]),
            0xFF, 0xD9,
        ];

        static void Append(List<bool> bits, int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
            {
                bits.Add((value >> bit & 1) == 1);
            }
        }
    }
}
