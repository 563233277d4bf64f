using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>How the pixels of an image become the input of a network: the same in training and in use.</summary>
/// <param name="Channels">1 grey, 3 red-green-blue.</param>
/// <param name="Mean">Shape (Channels), of values 0 to 1.</param>
/// <param name="Deviation">Shape (Channels), of values 0 to 1.</param>
public sealed record ImageInput(int Channels, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>Grey only where all images are grey; mean and deviation of all their pixels.</summary>
    public static ImageInput Of(IReadOnlyList<PixelSource> images)
    {
        var channels = images.All(image => image.Channels == 1) ? 1 : 3;
        var (sum, squares, count) = (new double[channels], new double[channels], 0L);
        foreach (var image in images.Select(image => ImageScaling.ToChannels(image, channels)))
        {
            var pixels = image.Pixels.Span;
            for (var i = 0; i < pixels.Length; i++)
            {
                var value = pixels[i] / 255.0;
                sum[i % channels] += value;
                squares[i % channels] += value * value;
            }

            count += pixels.Length / channels;
        }

        var mean = Array.ConvertAll(sum, one => one / count);
        var deviation = squares.Select((one, c) => Math.Sqrt(Math.Max((one / count) - (mean[c] * mean[c]), 1e-4)));
        return new ImageInput(channels, [.. mean.Select(one => (float)one)], [.. deviation.Select(one => (float)one)]);
    }

    /// <summary>Normalises.</summary>
    /// <param name="pixels">Shape (H × W × Channels).</param>
    /// <param name="into">Shape (Channels × H × W).</param>
    public void Normalise(ReadOnlySpan<byte> pixels, Span<float> into)
    {
        var plane = pixels.Length / Channels;
        for (var c = 0; c < Channels; c++)
        {
            var (scale, shift) = (1 / (255 * Deviation[c]), Mean[c] / Deviation[c]);
            var to = into.Slice(c * plane, plane);
            for (var i = 0; i < plane; i++)
            {
                to[i] = (pixels[(i * Channels) + c] * scale) - shift;
            }
        }
    }
}
