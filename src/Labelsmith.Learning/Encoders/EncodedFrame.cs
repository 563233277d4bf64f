using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Encoders;

/// <summary>An image in a frame, with what the encoder says of it.</summary>
/// <param name="Frame">Of <see cref="FrameEncoder.FrameSide"/> pixels a side, with the class of each.</param>
/// <param name="Numbers">As from <see cref="FrameEncoder.Encode"/>.</param>
internal sealed record EncodedFrame(SegmentedImage Frame, Half[] Numbers)
{
    /// <summary>The image at the frame's top left; the rest of the frame is of the mean colour, and has no class.</summary>
    /// <param name="image">Its longer side as long as the frame's, in the channels of <paramref name="input"/>.</param>
    public static SegmentedImage Fill(SegmentedImage image, ImageInput input)
    {
        const int side = FrameEncoder.FrameSide;
        var (w, h, c) = (image.Image.Width, image.Image.Height, image.Image.Channels);
        var (pixels, classes) = (new byte[side * side * c], new byte[side * side]);
        Array.Fill(classes, LabelMap.Ignored);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)Math.Round(255 * input.Mean[i % c]);
        }

        for (var y = 0; y < h; y++)
        {
            image.Image.Pixels.Span.Slice(y * w * c, w * c).CopyTo(pixels.AsSpan(y * side * c));
            image.Classes.AsSpan(y * w, w).CopyTo(classes.AsSpan(y * side));
        }

        return new SegmentedImage(new PixelSource(side, side, c, pixels), classes);
    }

    /// <summary>A varied frame: moved, turned, scaled, flipped and bent, in the light in which it is.</summary>
    /// <param name="sampler">Of patches of the frame's size.</param>
    public static SegmentedImage Vary(SegmentedImage image, PatchSampler sampler, ImageInput input, Random random)
    {
        const int plane = FrameEncoder.FrameSide * FrameEncoder.FrameSide;
        var channels = image.Image.Channels;
        var (drawn, numbers) = (new float[channels * plane], new long[plane]);
        sampler.Cut(image, random, drawn, numbers);
        var pixels = new byte[channels * plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            var channel = i % channels;
            pixels[i] = (byte)Math.Clamp(255 * ((drawn[(channel * plane) + (i / channels)] * input.Deviation[channel]) + input.Mean[channel]), 0, 255);
        }

        return new SegmentedImage(
            new PixelSource(FrameEncoder.FrameSide, FrameEncoder.FrameSide, channels, pixels), Array.ConvertAll(numbers, number => (byte)number));
    }

    /// <summary>What the network sees of a square part: the image's planes, normalised, and those of the encoder's numbers.</summary>
    /// <param name="left">The first column of blocks.</param>
    /// <param name="top">The first row of blocks.</param>
    /// <param name="side">Blocks a side.</param>
    /// <param name="pixels">Shape ((C + <see cref="FrameEncoder.Planes"/>) × side · 8 × side · 8).</param>
    /// <param name="classes">Shape (side · 8 × side · 8); empty: not wanted.</param>
    public void Cut(ImageInput input, int left, int top, int side, Span<float> pixels, Span<long> classes)
    {
        var (width, channels) = (side * FrameEncoder.Block, input.Channels);
        var image = Frame.Image.Pixels.Span;
        for (var y = 0; y < width; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var from = (((top * FrameEncoder.Block) + y) * FrameEncoder.FrameSide) + (left * FrameEncoder.Block) + x;
                for (var channel = 0; channel < channels; channel++)
                {
                    pixels[(((channel * width) + y) * width) + x] =
                        ((image[(from * channels) + channel] / 255f) - input.Mean[channel]) / input.Deviation[channel];
                }

                if (classes.Length > 0)
                {
                    classes[(y * width) + x] = Frame.Classes[from];
                }
            }
        }

        FrameEncoder.Spread(Numbers, left, top, side, pixels[(channels * width * width)..]);
    }
}
