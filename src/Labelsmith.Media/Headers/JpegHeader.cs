using System.Buffers.Binary;

namespace Labelsmith.Media.Headers;

/// <summary>JPEG, as ITU-T T.81 has it, with the orientation of its EXIF block.</summary>
internal sealed class JpegHeader : HeaderReader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public override bool Matches(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public override ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var orientation = 1;
        var at = 2;
        while (TryMarker(file, ref at, out var marker) && marker is not (StartOfScan or EndOfImage))
        {
            if (at + 2 > file.Length)
            {
                return null;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
            if (length < 2 || at + length > file.Length)
            {
                return null;
            }

            var segment = file.Slice(at + 2, length - 2);
            if (marker == 0xE1 && segment.StartsWith("Exif\0\0"u8))
            {
                orientation = TiffTags.ReadOrientation(segment[6..]);
            }
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return ReadFrame(segment, orientation);
            }

            at += length;
        }

        return null;
    }

    /// <summary>A whole file has an end marker behind its scans; the thumbnail's own, inside EXIF, does not count.</summary>
    public override bool IsTruncated(ReadOnlySpan<byte> file, ImageHeader header)
    {
        var at = 2;
        while (TryMarker(file, ref at, out var marker))
        {
            if (marker == EndOfImage)
            {
                return false;
            }

            if (at + 2 > file.Length)
            {
                return true;
            }

            at += BinaryPrimitives.ReadUInt16BigEndian(file[at..]);
        }

        return true;
    }

    private static ImageHeader? ReadFrame(ReadOnlySpan<byte> frame, int orientation)
    {
        if (frame.Length < 6)
        {
            return null;
        }

        var height = BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
        var width = BinaryPrimitives.ReadUInt16BigEndian(frame[3..]);
        return width > 0 && height > 0
            ? new ImageHeader(ImageKind.Jpeg, width, height, frame[0], frame[5], orientation)
            : null;
    }

    /// <summary>Goes to the byte behind the next marker, over entropy-coded data and restart markers.</summary>
    private static bool TryMarker(ReadOnlySpan<byte> file, ref int at, out byte marker)
    {
        marker = 0;
        while (at < file.Length)
        {
            var found = file[at..].IndexOf((byte)0xFF);
            if (found < 0 || at + found + 1 >= file.Length)
            {
                return false;
            }

            at += found + 1;
            marker = file[at];
            if (marker == 0xFF)
            {
                continue; // a fill byte: the marker is still to come
            }

            at++;
            if (marker is not (0 or 1 or (>= 0xD0 and <= 0xD8)))
            {
                return true;
            }
        }

        return false;
    }
}
