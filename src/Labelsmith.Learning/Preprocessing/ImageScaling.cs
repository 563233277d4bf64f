using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Changes the size and the channels of images.</summary>
public static class ImageScaling
{
    /// <summary>Grey to colour by repeating, colour to grey by ITU-R BT.601 luma.</summary>
    public static PixelSource ToChannels(this PixelSource image, int channels)
    {
        if (image.Channels == channels)
        {
            return image;
        }

        var from = image.Pixels.Span;
        var to = new byte[image.Width * image.Height * channels];
        for (var i = 0; i < image.Width * image.Height; i++)
        {
            if (channels == 1)
            {
                to[i] = (byte)(((299 * from[3 * i]) + (587 * from[(3 * i) + 1]) + (114 * from[(3 * i) + 2]) + 500) / 1000);
            }
            else
            {
                to.AsSpan(3 * i, 3).Fill(from[i]);
            }
        }

        return new PixelSource(image.Width, image.Height, channels, to);
    }

    /// <summary>Bilinear where it grows, weighted mean of all covered pixels where it shrinks (no aliasing).</summary>
    public static PixelSource Resize(this PixelSource image, int width, int height)
    {
        if (image.Width == width && image.Height == height)
        {
            return image;
        }

        var (w, h, c) = (image.Width, image.Height, image.Channels);
        var columns = Weights(w, width);
        var rows = Weights(h, height);
        var from = image.Pixels.Span;
        var narrow = new float[h * width * c]; // (h × width × c): columns done, rows still to do
        for (var y = 0; y < h; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (start, weights) = columns[x];
                for (var k = 0; k < weights.Length; k++)
                {
                    for (var channel = 0; channel < c; channel++)
                    {
                        narrow[(((y * width) + x) * c) + channel] += weights[k] * from[(((y * w) + start + k) * c) + channel];
                    }
                }
            }
        }

        var to = new byte[height * width * c];
        var row = new float[width * c];
        for (var y = 0; y < height; y++)
        {
            Array.Clear(row);
            var (start, weights) = rows[y];
            for (var k = 0; k < weights.Length; k++)
            {
                var source = narrow.AsSpan((start + k) * width * c, width * c);
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] += weights[k] * source[i];
                }
            }

            for (var i = 0; i < row.Length; i++)
            {
                to[(y * row.Length) + i] = (byte)Math.Clamp(row[i] + 0.5f, 0, 255);
            }
        }

        return new PixelSource(width, height, c, to);
    }

    /// <summary>Class numbers to another size: each pixel takes its nearest.</summary>
    /// <param name="map">Shape (height × width).</param>
    public static byte[] ResizeNearest(ReadOnlySpan<byte> map, int width, int height, int toWidth, int toHeight)
    {
        var to = new byte[toWidth * toHeight];
        for (var y = 0; y < toHeight; y++)
        {
            var row = map.Slice(Math.Min((int)((y + 0.5) * height / toHeight), height - 1) * width, width);
            for (var x = 0; x < toWidth; x++)
            {
                to[(y * toWidth) + x] = row[Math.Min((int)((x + 0.5) * width / toWidth), width - 1)];
            }
        }

        return to;
    }

    /// <summary>For each target pixel the first source pixel and the weights from it on: a triangle as wide as the shrinking.</summary>
    private static (int Start, float[] Weights)[] Weights(int from, int to)
    {
        var scale = (double)from / to;
        var reach = Math.Max(scale, 1);
        var all = new (int, float[])[to];
        for (var i = 0; i < to; i++)
        {
            var centre = (i + 0.5) * scale;
            var start = Math.Max((int)Math.Floor(centre - reach), 0);
            var end = Math.Min((int)Math.Ceiling(centre + reach), from);
            var weights = new float[end - start];
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = (float)Math.Max(0, 1 - (Math.Abs(start + k + 0.5 - centre) / reach));
            }

            var sum = weights.Sum();
            all[i] = (start, Array.ConvertAll(weights, weight => weight / sum));
        }

        return all;
    }
}
