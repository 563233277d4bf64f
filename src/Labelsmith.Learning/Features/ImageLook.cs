using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Features;

/// <summary>How an image looks from afar, where no model has learned to see: a small picture of it, and in which directions its
/// edges run.</summary>
/// <remarks>The edges after Dalal and Triggs (2005), "Histograms of oriented gradients for human detection",
/// doi:10.1109/CVPR.2005.177, with unsigned directions, and each cell held against the whole image instead of its block.</remarks>
internal static class ImageLook
{
    private const int Thumb = 8;        // pixels a side, in colour
    private const int Side = 32;        // of the grey picture whose edges are counted
    private const int Cells = 4;        // a side
    private const int Directions = 9;
    private const float Clip = 0.2f;    // of a histogram of length 1: one strong edge does not drown the others

    /// <summary>D: first the small picture (height × width × colour, 0 to 1), then the histograms.</summary>
    public const int Length = PictureLength + (Cells * Cells * Directions);

    public const int PictureLength = Thumb * Thumb * 3;

    public static Descriptor Descriptor { get; } = Features.Descriptor.OfEach("image-look-1", Describe);

    /// <exception cref="BadItemException">The image cannot be read.</exception>
    public static float[] Describe(DataItem item)
    {
        var image = ImageScaling.Fit(ImageFile.Read(item.Source, item.Id), 8 * Side); // large ones once, not for each use
        var values = new float[Length];
        var picture = ImageScaling.Resize(ImageScaling.ToChannels(image, 3), Thumb, Thumb).Pixels.Span;
        for (var i = 0; i < picture.Length; i++)
        {
            values[i] = picture[i] / 255f;
        }

        CountEdges(ImageScaling.Resize(ImageScaling.ToChannels(image, 1), Side, Side).Pixels.Span, values.AsSpan(PictureLength));
        return values;
    }

    /// <param name="grey">Shape (Side × Side).</param>
    /// <param name="histograms">Shape (Cells × Cells × Directions): of length 1, or 0 where there is no edge.</param>
    private static void CountEdges(ReadOnlySpan<byte> grey, Span<float> histograms)
    {
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var across = grey[(y * Side) + Math.Min(x + 1, Side - 1)] - grey[(y * Side) + Math.Max(x - 1, 0)];
                var down = grey[(Math.Min(y + 1, Side - 1) * Side) + x] - grey[(Math.Max(y - 1, 0) * Side) + x];
                if (across == 0 && down == 0)
                {
                    continue;
                }

                var angle = MathF.Atan2(down, across);
                var direction = (angle < 0 ? angle + MathF.PI : angle) / MathF.PI * Directions; // 0 to 9, 9 being 0 again
                var (lower, share) = ((int)direction, direction - (int)direction);
                var strength = MathF.Sqrt((across * across) + (down * down));
                var cell = histograms.Slice(((y * Cells / Side * Cells) + (x * Cells / Side)) * Directions, Directions);
                cell[lower % Directions] += strength * (1 - share);
                cell[(lower + 1) % Directions] += strength * share;
            }
        }

        Scale(histograms);
        TensorPrimitives.Min(histograms, Clip, histograms);
        Scale(histograms);
    }

    private static void Scale(Span<float> values)
    {
        var norm = TensorPrimitives.Norm<float>(values);
        if (norm > 0)
        {
            TensorPrimitives.Divide(values, norm, values);
        }
    }
}
