using System.Text.Json.Serialization;

namespace Labelsmith.Domain.Regions;

/// <summary>Pixels of an image, run-length encoded. The runs go row by row, from the top-left pixel;
/// they alternate, and the first counts pixels outside the mask (it may be 0).</summary>
/// <param name="Width">Of the whole image, in pixels.</param>
/// <param name="Height">Of the whole image, in pixels.</param>
/// <param name="Counts">Lengths of the runs; they add up to <c>Width * Height</c>.</param>
public sealed record Mask(int Width, int Height, IReadOnlyList<int> Counts) : Region
{
    /// <summary>Pixels inside the mask.</summary>
    [JsonIgnore]
    public long Area
    {
        get
        {
            long area = 0;
            for (var run = 1; run < Counts.Count; run += 2)
            {
                area += Counts[run];
            }

            return area;
        }
    }

    /// <summary>Encodes a bitmap.</summary>
    /// <param name="pixels">Shape (height × width), row by row; anything but 0 is inside.</param>
    /// <exception cref="ArgumentException">The number of pixels is not width × height.</exception>
    public static Mask Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        if (pixels.Length != (long)width * height)
        {
            throw new ArgumentException($"{pixels.Length} pixels do not make {width} x {height}.", nameof(pixels));
        }

        var counts = new List<int>();
        var inside = false;
        var start = 0;
        while (start < pixels.Length)
        {
            var rest = pixels[start..];
            var length = inside ? rest.IndexOf((byte)0) : rest.IndexOfAnyExcept((byte)0);
            length = length < 0 ? rest.Length : length;
            counts.Add(length);
            start += length;
            inside = !inside;
        }

        return new Mask(width, height, counts);
    }

    /// <summary>Writes <paramref name="value"/> to every pixel inside the mask and leaves the others.</summary>
    /// <param name="pixels">Shape (Height × Width), row by row.</param>
    /// <exception cref="ArgumentException">The number of pixels is not that of the mask.</exception>
    public void Paint(Span<byte> pixels, byte value)
    {
        if (pixels.Length != (long)Width * Height)
        {
            throw new ArgumentException($"{pixels.Length} pixels do not make {Width} x {Height}.", nameof(pixels));
        }

        var start = 0;
        for (var run = 0; run < Counts.Count; run++)
        {
            if ((run & 1) == 1)
            {
                pixels.Slice(start, Counts[run]).Fill(value);
            }

            start += Counts[run];
        }
    }

    public override string? FindFault()
    {
        if (Width <= 0 || Height <= 0 || (long)Width * Height > int.MaxValue)
        {
            return $"A mask needs a positive size of at most 2^31 pixels, not {Width} x {Height}.";
        }

        long sum = 0;
        foreach (var count in Counts)
        {
            if (count < 0)
            {
                return $"A run of a mask cannot be {count} pixels long.";
            }

            sum += count;
        }

        return sum == (long)Width * Height
            ? null
            : $"The runs of the mask cover {sum} pixels, but {Width} x {Height} are {(long)Width * Height}.";
    }
}
