using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference;

/// <summary>The settings of an <see cref="ImageDetector"/>.</summary>
/// <param name="LongestSide">Larger images are scaled down to it, in pixels.</param>
/// <param name="Input">How pixels become numbers.</param>
/// <param name="Mirror">Average the answers to an image and to its mirror image.</param>
public sealed record ImageDetectorSettings(int LongestSide, ImageInput Input, bool Mirror)
{
    /// <summary>Decoded, in the model's channels, at the size at which the model looks at it.</summary>
    public PixelSource Fit(PixelSource image) =>
        Input.Prepare(ImageScaling.Fit(ImageScaling.ToChannels(image, Input.Channels), LongestSide));

    /// <summary>The next size that the network takes.</summary>
    public static int Padded(int side) => (side + CenterNet.Multiple - 1) / CenterNet.Multiple * CenterNet.Multiple;
}

/// <summary>Finds objects in images.</summary>
public sealed class ImageDetector : IItemModel
{
    public const string Kind = "image-detection";

    private static readonly Symmetry None = new(false, false);

    private readonly ImageDetectorSettings _settings;
    private readonly int _classes;
    private readonly INetworkEngine _session;

    public ImageDetector(string directory, ModelCard card)
    {
        _settings = card.SettingsAs<ImageDetectorSettings>();
        _classes = card.Classes.Count;
        _session = NetworkEngine.Open(directory, card);
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var (item, image, fit, fault) in Prefetch.Select(items, Read, Environment.ProcessorCount + 1, cancellation))
        {
            yield return fault is null
                ? new BoxesOutput(item.Id, Detect(fit!, image.Width, image.Height))
                : new UnreadableOutput(item.Id, fault);
        }
    }

    public void Dispose() => _session.Dispose();

    private (DataItem Item, (int Width, int Height) Image, PixelSource? Fit, Fault? Fault) Read(DataItem item)
    {
        try
        {
            var image = ImageFile.Read(item.Source, item.Id);
            return (item, (image.Width, image.Height), _settings.Fit(image), null);
        }
        catch (BadItemException bad)
        {
            return (item, default, null, bad.Fault);
        }
    }

    /// <summary>Boxes in pixels of the whole image, within it.</summary>
    private List<FoundBox> Detect(PixelSource fit, int width, int height)
    {
        var (w, h) = (ImageDetectorSettings.Padded(fit.Width), ImageDetectorSettings.Padded(fit.Height));
        var pixels = new float[_settings.Input.Channels * w * h];
        new BoxSampler(_settings.Input, w, h, None).Plain(new BoxedImage(fit, []), pixels);
        var (scaleX, scaleY) = ((double)width / fit.Width, (double)height / fit.Height);
        var boxes = new List<FoundBox>();
        foreach (var box in CenterDecoding.Decode(Maps(pixels, w, h), _classes, h / CenterNet.Stride, w / CenterNet.Stride))
        {
            var (left, right) = (Math.Clamp(box.X * scaleX, 0, width), Math.Clamp((box.X + box.Width) * scaleX, 0, width));
            var (top, bottom) = (Math.Clamp(box.Y * scaleY, 0, height), Math.Clamp((box.Y + box.Height) * scaleY, 0, height));
            if (right - left >= 1 && bottom - top >= 1)
            {
                boxes.Add(box with { X = left, Y = top, Width = right - left, Height = bottom - top });
            }
        }

        return boxes;
    }

    private float[] Maps(float[] pixels, int width, int height)
    {
        long[] shape = [1, _settings.Input.Channels, height, width];
        var maps = _session.Run(pixels, shape);
        if (!_settings.Mirror)
        {
            return maps;
        }

        var mirrored = Flips.Mirror(_session.Run(Flips.Mirror(pixels, width), shape), width / CenterNet.Stride);
        var plane = maps.Length / (_classes + CenterNet.Edges);
        for (var i = 0; i < maps.Length; i++)
        {
            // left and right have changed places
            var edge = (i / plane) - _classes;
            var other = edge is 0 ? i + (2 * plane) : edge is 2 ? i - (2 * plane) : i;
            maps[i] = (maps[i] + mirrored[other]) / 2;
        }

        return maps;
    }
}
