using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>An image with the class of each of its pixels.</summary>
/// <param name="Image">In the model's channels, at the size at which it is learned.</param>
/// <param name="Classes">Shape (Height × Width): class numbers, or <see cref="LabelMap.Ignored"/>.</param>
public sealed record SegmentedImage(PixelSource Image, byte[] Classes)
{
    private readonly Lazy<int[][]> _places = new(() => Places(Classes));

    /// <summary>For each class that occurs, some pixels of it, to centre patches on.</summary>
    public int[][] PlacesByClass => _places.Value;

    /// <summary>Of its pixels, those that have a class, 0 to 1.</summary>
    public double KnownShare { get; } = 1 - (Classes.AsSpan().Count(LabelMap.Ignored) / (double)Classes.Length);

    /// <summary>An image of which no pixel has a class.</summary>
    public static SegmentedImage Unmarked(PixelSource image)
    {
        var classes = new byte[image.Width * image.Height];
        Array.Fill(classes, LabelMap.Ignored);
        return new SegmentedImage(image, classes);
    }

    private static int[][] Places(byte[] classes)
    {
        const int most = 500;
        var random = new Random(classes.Length);
        var places = new Dictionary<byte, (List<int> Kept, int Seen)>();
        for (var i = 0; i < classes.Length; i++)
        {
            if (classes[i] == LabelMap.Ignored)
            {
                continue;
            }

            var (kept, seen) = places.GetValueOrDefault(classes[i], ([], 0));
            if (kept.Count < most)
            {
                kept.Add(i);
            }
            else if (random.Next(seen + 1) is var at && at < most)
            {
                kept[at] = i; // reservoir sampling: every pixel is equally likely to be kept
            }

            places[classes[i]] = (kept, seen + 1);
        }

        return [.. places.OrderBy(entry => entry.Key).Select(entry => entry.Value.Kept.ToArray())];
    }
}
