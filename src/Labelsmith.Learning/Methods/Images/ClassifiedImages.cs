using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Images with their classes, read into memory at the size at which they are learned.</summary>
/// <param name="Settings">What the labelled ones suggest: size, mean and deviation, whether mirror images are plausible.</param>
/// <param name="Classes">K label names.</param>
internal sealed record ClassifiedImages(
    ImageClassifierSettings Settings,
    IReadOnlyList<string> Classes,
    IReadOnlyList<(PixelSource Image, int Class)> Train,
    IReadOnlyList<(PixelSource Image, int Class)> Validation)
{
    public int Channels => Settings.Input.Channels;

    /// <summary>Numbers an image.</summary>
    public int Size => Channels * Settings.Height * Settings.Width;

    /// <summary>The validation items, or those learned from where there are none.</summary>
    public IReadOnlyList<(PixelSource Image, int Class)> Held => Validation.Count > 0 ? Validation : Train;

    /// <summary>N, C, H, W of <paramref name="count"/> images.</summary>
    public long[] Shape(int count) => [count, Channels, Settings.Height, Settings.Width];

    /// <summary>The held images as they are, normalised: shape (N × C × H × W).</summary>
    public float[] HeldPixels()
    {
        var pixels = new float[Held.Count * Size];
        for (var i = 0; i < Held.Count; i++)
        {
            Settings.Input.Normalise(Held[i].Image.Pixels.Span, pixels.AsSpan(i * Size, Size));
        }

        return pixels;
    }

    /// <param name="mirrors">Whether mirror images are of use, where they are plausible.</param>
    /// <exception cref="BadDataException">Fewer than two classes are labelled, or nothing can be read.</exception>
    public static ClassifiedImages Read(LearningSet items, LearningContext context, bool mirrors = true)
    {
        var settings = ImageSizing.Choose(items.Train, context);
        List<(PixelSource Image, int Class)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (settings.Read(item), ItemTruth.ClassOf(item, items.Classes)), context);

        var (train, validation) = (All(items.Train), All(items.Validation));
        if (train.Select(one => one.Class).Distinct().Count() < 2)
        {
            throw new BadDataException("Classification needs labelled images of at least two classes: label a few of another class.");
        }

        settings = settings with
        {
            Input = ImageInput.Of([.. train.Select(one => one.Image)]),
            Mirror = mirrors && MirrorProbe.IsPlausible([.. train.Select(one => one.Image)], [.. train.Select(one => one.Class)]),
        };
        if (mirrors)
        {
            context.Note(settings.Mirror
                ? "Mirror images are used: they are recognised like the images themselves."
                : "No mirror images are used: they are not recognised like the images themselves.");
        }

        return new ClassifiedImages(settings, items.Classes, train, validation);
    }

    /// <summary>Unlabelled images: all, or as many of a random draw as memory and a share of the time allow.</summary>
    public IReadOnlyList<PixelSource> ReadPool(IReadOnlyList<DataItem> pool, LearningContext context) =>
        ItemReading.Pool(pool, Settings.Read, Size, context);
}
