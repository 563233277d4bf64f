using static TorchSharp.torch;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>A rectangle of a patch, in pixels, that is taken from the next patch of its batch; empty: none is.</summary>
internal readonly record struct PastedBox(int X, int Y, int Width, int Height);

/// <summary>Pastes a part of each patch of a batch into its neighbour, and what is said of it likewise.</summary>
/// <remarks>CutMix (Yun et al. 2019, arXiv:1905.04899), which is what makes consistency work for segmentation (French et al. 2020,
/// arXiv:1906.01916): where one patch ends and another begins, a network cannot rely on what lies around.</remarks>
internal static class PatchMix
{
    /// <summary>Half of the patches get a box of 10 to 50 % of their pixels.</summary>
    public static PastedBox[] Draw(int count, int size, Random random)
    {
        var boxes = new PastedBox[count];
        for (var i = 0; i < boxes.Length && count > 1; i++)
        {
            var (area, aspect) = (0.1 + (0.4 * random.NextDouble()), Math.Exp(1.4 * (random.NextDouble() - 0.5)));
            var width = Math.Min(size, (int)(size * Math.Sqrt(area * aspect)));
            var height = Math.Min(size, (int)(size * Math.Sqrt(area / aspect)));
            var (x, y) = (random.Next(size - width + 1), random.Next(size - height + 1));
            boxes[i] = random.Next(2) == 0 ? default : new PastedBox(x, y, width, height);
        }

        return boxes;
    }

    /// <param name="patches">Shape (N × C × size × size).</param>
    /// <param name="into">Shape (N × C × size × size): receives the mixed ones.</param>
    public static void Paste(ReadOnlySpan<float> patches, Span<float> into, IReadOnlyList<PastedBox> boxes, int channels, int size)
    {
        patches.CopyTo(into);
        for (var i = 0; i < boxes.Count; i++)
        {
            var (box, next) = (boxes[i], (i + 1) % boxes.Count);
            for (var row = 0; row < channels * box.Height; row++)
            {
                var start = (((row / Math.Max(1, box.Height) * size) + box.Y + (row % Math.Max(1, box.Height))) * size) + box.X;
                var plane = channels * size * size;
                patches.Slice((next * plane) + start, box.Width).CopyTo(into[((i * plane) + start)..]);
            }
        }
    }

    /// <summary>What is said of the mixed patches.</summary>
    /// <param name="taught">Shape (N, K, H, W): said of the patches as they were.</param>
    public static Tensor Paste(Tensor taught, IReadOnlyList<PastedBox> boxes)
    {
        var mixed = taught.clone();
        foreach (var (i, box) in boxes.Index())
        {
            if (box.Width > 0)
            {
                var (x, y) = (box.X..(box.X + box.Width), box.Y..(box.Y + box.Height));
                mixed[i, .., y, x] = taught[(i + 1) % boxes.Count, .., y, x];
            }
        }

        return mixed;
    }
}
