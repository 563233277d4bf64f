using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Encoders;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Inference;

/// <summary>The settings of an <see cref="ImageSegmenter"/>.</summary>
/// <param name="LongestSide">Larger images are scaled down to it, in pixels.</param>
/// <param name="Tile">Width and height of the squares that the network sees, in pixels.</param>
/// <param name="Input">How pixels become numbers.</param>
/// <param name="Flips">Average the answers to the image and to its plausible flips.</param>
/// <param name="Overlap">Whether tiles overlap by half; else only as far as they must.</param>
public sealed record ImageSegmenterSettings(int LongestSide, int Tile, ImageInput Input, Symmetry Flips, bool Overlap)
{
    /// <summary>The network sees frames of <see cref="LongestSide"/> pixels with what the encoder beside it says of them.</summary>
    public bool IsEncoded { get; init; }

    /// <summary>Decoded, in the model's channels, at the size at which the model looks at it.</summary>
    public PixelSource Fit(PixelSource image)
    {
        var own = ImageScaling.ToChannels(image, Input.Channels);
        if (!IsEncoded)
        {
            return Input.Prepare(ImageScaling.Fit(own, LongestSide));
        }

        var scale = (double)LongestSide / Math.Max(own.Width, own.Height);
        return Input.Prepare(ImageScaling.Resize(own, Math.Max(1, (int)Math.Round(own.Width * scale)), Math.Max(1, (int)Math.Round(own.Height * scale))));
    }
}

/// <summary>Gives each pixel of images a class.</summary>
public sealed class ImageSegmenter : IItemModel
{
    public const string Kind = "image-segmentation";

    private const int Batch = 4; // tiles at once

    private readonly ImageSegmenterSettings _settings;
    private readonly int _classes;
    private readonly INetworkEngine _session;
    private readonly FrameEncoder? _encoder;

    public ImageSegmenter(string directory, ModelCard card)
    {
        _settings = card.SettingsAs<ImageSegmenterSettings>();
        _classes = card.Classes.Count;
        _session = NetworkEngine.Open(directory, card);
        _encoder = _settings.IsEncoded ? new FrameEncoder(Path.Combine(directory, ModelFiles.Encoder)) : null;
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var (item, image, fit, fault) in Prefetch.Select(items, Read, Environment.ProcessorCount + 1, cancellation))
        {
            yield return fault is null
                ? Segment(item.Id, image!.Width, image.Height, fit!)
                : new UnreadableOutput(item.Id, fault);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _encoder?.Dispose();
    }

    private (DataItem Item, PixelSource? Image, PixelSource? Fit, Fault? Fault) Read(DataItem item)
    {
        try
        {
            var image = ImageFile.Read(item.Source, item.Id);
            return (item, image, _settings.Fit(image), null);
        }
        catch (BadItemException bad)
        {
            return (item, null, null, bad.Fault);
        }
    }

    private MapOutput Segment(string id, int width, int height, PixelSource image)
    {
        var probabilities = Probabilities(image);
        var pixels = image.Width * image.Height;
        var map = new byte[pixels];
        var (certainty, counts, score) = (new double[_classes], new long[_classes], 0.0);
        for (var i = 0; i < pixels; i++)
        {
            var best = 0;
            for (var k = 1; k < _classes; k++)
            {
                best = probabilities[(k * pixels) + i] > probabilities[(best * pixels) + i] ? k : best;
            }

            map[i] = (byte)best;
            certainty[best] += probabilities[(best * pixels) + i];
            counts[best]++;
            score += probabilities[(best * pixels) + i];
        }

        var full = width == image.Width && height == image.Height
            ? map
            : ImageScaling.ResizeLabels(map, image.Width, image.Height, width, height);
        return new MapOutput(
            id, width, height, full, [.. certainty.Zip(counts, (sum, count) => (float)(sum / Math.Max(1, count)))], score / pixels);
    }

    /// <summary>Shape (K × H × W), summing to 1 at each pixel.</summary>
    private float[] Probabilities(PixelSource image)
    {
        if (_encoder is not null)
        {
            return Framed(image, _encoder);
        }

        var sum = new TileSum(image.Width, image.Height, _settings.Tile, _settings.Overlap, _classes);
        foreach (var places in sum.Places.Chunk(Batch))
        {
            var input = Cut(image, places);
            foreach (var (mirror, upsideDown) in Variants())
            {
                var output = Spread(_session.Run(Flip(input, mirror, upsideDown), places.Length, _settings.Input.Channels, _settings.Tile, _settings.Tile));
                sum.Add(places, Flip(output, mirror, upsideDown));
            }
        }

        return sum.Normalised();
    }

    /// <summary>Shape (K × H × W), summing to 1 at each pixel.</summary>
    private float[] Framed(PixelSource image, FrameEncoder encoder)
    {
        const int side = FrameEncoder.FrameSide;
        var frame = EncodedFrame.Fill(SegmentedImage.Unmarked(image), _settings.Input);
        var channels = _settings.Input.Channels + FrameEncoder.Planes;
        var input = new float[channels * side * side];
        new EncodedFrame(frame, encoder.Encode(frame.Image)).Cut(_settings.Input, 0, 0, FrameEncoder.Blocks, input, []);
        var output = _session.Run(input, 1, channels, side, side);
        var part = new float[_classes * image.Width * image.Height];
        for (var row = 0; row < _classes * image.Height; row++)
        {
            var from = ((row / image.Height * side) + (row % image.Height)) * side;
            output.AsSpan(from, image.Width).CopyTo(part.AsSpan(row * image.Width));
        }

        return part;
    }

    private IEnumerable<(bool Mirror, bool UpsideDown)> Variants()
    {
        foreach (var mirror in _settings.Flips.Mirror ? [false, true] : new[] { false })
        {
            foreach (var upsideDown in _settings.Flips.UpsideDown ? [false, true] : new[] { false })
            {
                yield return (mirror, upsideDown);
            }
        }
    }

    private float[] Flip(float[] values, bool mirror, bool upsideDown)
    {
        values = mirror ? Flips.Mirror(values, _settings.Tile) : values;
        return upsideDown ? Flips.UpsideDown(values, _settings.Tile, _settings.Tile) : values;
    }

    /// <summary>Normalised tiles, shape (N × C × tile × tile); beyond the image's edges it is mirrored.</summary>
    private float[] Cut(PixelSource image, (int X, int Y)[] places)
    {
        var (tile, c) = (_settings.Tile, image.Channels);
        var input = new float[places.Length * c * tile * tile];
        var cut = new byte[tile * tile * c];
        var pixels = image.Pixels.Span;
        for (var n = 0; n < places.Length; n++)
        {
            for (var y = 0; y < tile; y++)
            {
                var row = ImageWarp.Reflect(places[n].Y + y, image.Height) * image.Width;
                for (var x = 0; x < tile; x++)
                {
                    pixels.Slice((row + ImageWarp.Reflect(places[n].X + x, image.Width)) * c, c).CopyTo(cut.AsSpan(((y * tile) + x) * c));
                }
            }

            _settings.Input.Normalise(cut, input.AsSpan(n * c * tile * tile, c * tile * tile));
        }

        return input;
    }

    /// <summary>A sigmoid's one output p as the probabilities 1 - p and p of two classes.</summary>
    private float[] Spread(float[] output)
    {
        var plane = _settings.Tile * _settings.Tile;
        if (_session.OutputShape[1] == _classes)
        {
            return output;
        }

        var both = new float[2 * output.Length];
        for (var i = 0; i < output.Length; i++)
        {
            var at = (i / plane * 2 * plane) + (i % plane);
            (both[at], both[at + plane]) = (1 - output[i], output[i]);
        }

        return both;
    }
}
