using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Chooses the size at which images are classified.</summary>
internal static class ImageSizing
{
    /// <summary>Up to here images keep their size.</summary>
    public const int SmallSide = 48;

    private const int Looked = 200;

    /// <summary>The median size where it is small; else a square of 64 or 96 pixels, for which minutes of training suffice.</summary>
    /// <returns>Settings of which mean, deviation and mirroring are still to be found.</returns>
    public static ImageClassifierSettings Choose(IReadOnlyList<DataItem> items, LearningContext context)
    {
        var sizes = new List<(int Width, int Height, int Channels)>();
        foreach (var item in items)
        {
            try
            {
                sizes.Add(Size(item));
            }
            catch (BadItemException)
            {
                continue; // reported where all are read
            }

            if (sizes.Count == Looked)
            {
                break;
            }
        }

        context.Cancellation.ThrowIfCancellationRequested();
        if (sizes.Count == 0)
        {
            throw new BadDataException("None of the labelled images can be read: see the faults, and label others.");
        }

        var (width, height) = (Median(sizes, size => size.Width), Median(sizes, size => size.Height));
        var side = Math.Max(width, height);
        (width, height) = side <= SmallSide ? (width, height) : side < 96 ? (64, 64) : (96, 96);
        const string why = "of the images in pixels; small ones keep their median size, others are stretched to a square";
        width = context.Plan.Whole("width", width, 8, 512, why);
        height = context.Plan.Whole("height", height, 8, 512, why);
        var input = new ImageInput(sizes.Any(size => size.Channels != 1) ? 3 : 1, [], [])
        {
            Normalisation = context.Plan.Choice(
                "normalisation", ImageNormalisation.DataSet, "of each image: data-set takes out the mean of all, z-score and min-max its own, clahe evens out its light"),
        };
        return new ImageClassifierSettings(width, height, input, false);
    }

    private static (int Width, int Height, int Channels) Size(DataItem item)
    {
        if (item.Source is FileSource file)
        {
            var header = ImageFile.Probe(file.Path, item.Id);
            return (header.UprightWidth, header.UprightHeight, header.Channels <= 2 && !header.HasPalette ? 1 : 3);
        }

        var pixels = ImageFile.Read(item.Source, item.Id);
        return (pixels.Width, pixels.Height, pixels.Channels);
    }

    private static int Median(List<(int Width, int Height, int Channels)> sizes, Func<(int Width, int Height, int Channels), int> of) =>
        sizes.Select(of).Order().ElementAt(sizes.Count / 2);
}
