using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>How the pixels of an image become the input of a network: the same in training and in use.</summary>
/// <param name="Channels">1 grey, 3 red-green-blue.</param>
/// <param name="Mean">Shape (Channels), of values 0 to 1.</param>
/// <param name="Deviation">Shape (Channels), of values 0 to 1.</param>
public sealed record ImageInput(int Channels, IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation)
{
    /// <summary>What is done to each image before.</summary>
    public ImageNormalisation Normalisation { get; init; }

    /// <summary>Grey only where all images are grey; mean and deviation of all their pixels.</summary>
    /// <param name="images">Normalised on their own already.</param>
    /// <param name="normalisation">How.</param>
    public static ImageInput Of(IReadOnlyList<PixelSource> images, ImageNormalisation normalisation = ImageNormalisation.DataSet)
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
        return new ImageInput(channels, [.. mean.Select(one => (float)one)], [.. deviation.Select(one => (float)one)])
        {
            Normalisation = normalisation,
        };
    }

    /// <summary>What <see cref="Normalise"/> then takes: the image, normalised on its own.</summary>
    /// <param name="image">In the network's channels, at the size at which it is looked at.</param>
    public PixelSource Prepare(PixelSource image) => Normalisation.Apply(image);

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

    /// <summary>What <see cref="Normalise"/> made, as pixels for people.</summary>
    /// <param name="planes">Shape (Channels × height × width).</param>
    public PixelSource Restore(ReadOnlySpan<float> planes, int width, int height)
    {
        var plane = width * height;
        var pixels = new byte[Channels * plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % Channels;
            var value = (planes[(channel * plane) + (i / Channels)] * Deviation[channel]) + Mean[channel];
            pixels[i] = (byte)Math.Clamp(value * 255, 0, 255);
        }

        return new PixelSource(width, height, Channels, pixels);
    }
}
