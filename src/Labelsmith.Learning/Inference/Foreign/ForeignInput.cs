using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>How an image becomes the input of a network that others have trained.</summary>
/// <param name="Width">That the network sees, in pixels.</param>
/// <param name="Height">That the network sees, in pixels.</param>
/// <param name="Channels">1 grey, 3 in colour.</param>
/// <param name="Mean">Shape (Channels), in the network's order: taken from the scaled value.</param>
/// <param name="Deviation">Shape (Channels): what is left is divided by it.</param>
internal sealed record ForeignInput(int Width, int Height, int Channels, float[] Mean, float[] Deviation)
{
    private const byte Padding = 114; // grey, as detectors are usually trained with

    /// <summary>Pixels, 0 to 255, are multiplied by it first.</summary>
    public float Scale { get; init; } = 1 / 255f;

    /// <summary>Blue, green, red.</summary>
    public bool IsBgr { get; init; }

    /// <summary>(N, H, W, C) in place of (N, C, H, W).</summary>
    public bool ChannelsLast { get; init; }

    /// <summary>The image keeps its proportions and is padded right and below; else it is stretched.</summary>
    public bool KeepsProportions { get; init; }

    public long[] Shape => ChannelsLast ? [1, Height, Width, Channels] : [1, Channels, Height, Width];

    /// <summary>The part of the network's image that shows the item's, from the upper left corner on, in pixels.</summary>
    public (int Width, int Height) Shown(int width, int height)
    {
        if (!KeepsProportions)
        {
            return (Width, Height);
        }

        var scale = Math.Min((double)Width / width, (double)Height / height);
        return (Math.Clamp((int)Math.Round(width * scale), 1, Width), Math.Clamp((int)Math.Round(height * scale), 1, Height));
    }

    /// <returns>Of the shape <see cref="Shape"/>.</returns>
    public float[] Of(PixelSource image)
    {
        var (width, height) = Shown(image.Width, image.Height);
        var pixels = ImageScaling.Resize(ImageScaling.ToChannels(image, Channels), width, height).Pixels.Span;
        var values = new float[Channels * Height * Width];
        for (var c = 0; c < Channels; c++)
        {
            var from = IsBgr ? Channels - 1 - c : c;
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                {
                    var pixel = x < width && y < height ? pixels[(((y * width) + x) * Channels) + from] : Padding;
                    var to = ChannelsLast ? (((y * Width) + x) * Channels) + c : (((c * Height) + y) * Width) + x;
                    values[to] = ((pixel * Scale) - Mean[c]) / Deviation[c];
                }
            }
        }

        return values;
    }
}
