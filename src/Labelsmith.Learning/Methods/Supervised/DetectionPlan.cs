using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>How long, and with what variants, objects are learned.</summary>
/// <param name="Batch">Images a step.</param>
/// <param name="Passes">How often an epoch sees each image.</param>
/// <param name="Zoom">As <see cref="BoxSampler.Zoom"/>.</param>
/// <param name="Light">As <see cref="BoxSampler.Light"/>.</param>
internal sealed record DetectionSchedule(int Batch, int Passes, float Zoom, float Light, TrainingPlan Training);

/// <summary>Chooses from the labelled images how objects are looked for.</summary>
internal static class DetectionPlan
{
    private const int BatchSize = 8;
    private const int MostImagesSeen = 60_000;
    private const double SmallestSide = 16; // of nearly all objects, at the size at which they are looked for: four cells
    private const double Ignored = 0.1; // of the objects may be smaller
    private const int CropSide = 24;
    private const int MostCrops = 600;
    private const int Grid = 32;

    private static readonly int[] _sides = [256, 320, 416, 512, 640];

    /// <summary>The least size at which nearly all objects are large enough to be found.</summary>
    /// <param name="objects">Their shorter sides, as shares of their images' longer sides.</param>
    /// <returns>The longer side of the images, in pixels.</returns>
    public static int LongestSide(IEnumerable<double> objects)
    {
        var sides = objects.Order().ToList();
        var small = sides.Count == 0 ? 1 : sides[(int)(Ignored * (sides.Count - 1))];
        return _sides.FirstOrDefault(side => side * small >= SmallestSide, _sides[^1]);
    }

    /// <param name="count">Labelled images.</param>
    public static DetectionSchedule Schedule(LearningContext context, int count)
    {
        var plan = context.Plan;
        var batch = plan.Whole("batch", BatchSize, 1, 256, "images a step");
        var steps = new EpochOrder(count, batch, 0).Steps;
        // with few images an epoch sees each several times, so that validation and checkpoints stay in proportion
        var passes = Math.Max(1, (int)Math.Round(40.0 / steps));
        var epochs = context.Request.Epochs ?? plan.Whole(
            "epochs", Math.Clamp(MostImagesSeen / (count * passes), 10, 200), 1, 100_000,
            "at most; as many as fit into the minutes, and fewer where validation stops getting better");
        var usual = new BoxSampler(new ImageInput(1, [0], [1]), 1, 1, new Symmetry(false, false));
        return new DetectionSchedule(
            batch, passes,
            (float)plan.Number("zoom", Math.Round(usual.Zoom, 4), 0, 2, "most of the logarithm of the scale, either way"),
            (float)plan.Number("light", Math.Round(usual.Light, 4), 0, 3, "most of contrast and brightness, in standard deviations"),
            new TrainingPlan
            {
                Epochs = epochs,
                StepsPerEpoch = steps * passes,
                PeakLearningRate = plan.Number("learning_rate", 3e-3, 1e-7, 1, "at its peak; it rises for a fifth of the steps and then falls"),
                WeightDecay = plan.Number("weight_decay", 0.05, 0, 1, "of AdamW"),
                AverageDecay = 0.995,
                Patience = Math.Max(20, epochs / 3),
            });
    }

    /// <summary>Which flips give pictures that could have been taken: objects must lie alike in both halves, and must be told apart when they are
    /// mirrored.</summary>
    public static Symmetry Flips(IReadOnlyList<BoxedImage> images)
    {
        var (mirror, upsideDown) = Symmetry.Of([.. images.Select(image => (Map(image), Grid))]);
        var crops = images.SelectMany(image => image.Boxes.Select(box => (image.Image, Box: box)))
            .Where(entry => entry.Box is { Width: >= 4, Height: >= 4 }).ToList();
        crops = [.. crops.Where((_, i) => i % (1 + (crops.Count / MostCrops)) == 0)];
        if (crops.Select(crop => crop.Box.Class).Distinct().Count() < 2)
        {
            return new Symmetry(mirror, upsideDown);
        }

        var (pictures, classes) = (crops.ConvertAll(crop => Crop(crop.Image, crop.Box)), crops.ConvertAll(crop => crop.Box.Class));
        return new Symmetry(
            mirror && MirrorProbe.IsPlausible(pictures, classes),
            upsideDown && MirrorProbe.IsPlausible([.. pictures.Select(Turned)], classes));
    }

    /// <summary>Where the classes are, coarsely; what is no object has the value 0.</summary>
    private static byte[] Map(BoxedImage image)
    {
        var map = new byte[Grid * Grid];
        foreach (var box in image.Boxes)
        {
            var place = box.Scaled((float)Grid / image.Image.Width, (float)Grid / image.Image.Height);
            RegionFill.Paint(new Box(place.Left, place.Top, place.Width, place.Height), map, Grid, Grid, (byte)(1 + (box.Class % 250)));
        }

        return map;
    }

    private static PixelSource Crop(PixelSource image, ClassBox box)
    {
        var (left, top) = ((int)box.Left, (int)box.Top);
        var (width, height) = (Math.Min(image.Width - left, (int)box.Width), Math.Min(image.Height - top, (int)box.Height));
        var cut = new byte[width * height * image.Channels];
        for (var y = 0; y < height; y++)
        {
            image.Pixels.Span.Slice((((top + y) * image.Width) + left) * image.Channels, width * image.Channels)
                .CopyTo(cut.AsSpan(y * width * image.Channels));
        }

        return ImageScaling.Resize(new PixelSource(width, height, image.Channels, cut), CropSide, CropSide);
    }

    /// <summary>Rows and columns exchanged: its mirror image is then the upside-down one, exchanged likewise.</summary>
    private static PixelSource Turned(PixelSource image)
    {
        var (side, c) = (image.Width, image.Channels);
        var turned = new byte[image.Pixels.Length];
        for (var i = 0; i < side * side; i++)
        {
            image.Pixels.Span.Slice(i * c, c).CopyTo(turned.AsSpan(((i % side * side) + (i / side)) * c));
        }

        return image with { Pixels = turned };
    }
}
