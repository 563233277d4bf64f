using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;
using Labelsmith.Media;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>What is decided before a segmenter is trained.</summary>
/// <param name="Batch">Patches a step.</param>
internal sealed record SegmentationPlan(
    ImageSegmenterSettings Settings, UNetShape Shape, PatchSampler Sampler, PixelLossKind Loss, int Batch, TrainingPlan Schedule)
{
    private const int MostSteps = 1500;
    private const int PatienceSteps = 600;
    private const int LongestSide = 1024;
    private const int LargestPatch = 256;
    private const int SmallestBottom = 4; // pixels a side of the deepest level (nnU-Net)
    private const int WishedBatch = 4;
    private const int BatchBesidePool = 2; // of labelled patches: a step then takes little longer

    // of what libtorch keeps for the way back and makes on it, seen at about this for two convolutions with norm and ReLU
    private const double BytesPerActivation = 4 * 5;

    /// <summary>What must be known before images are read.</summary>
    public static (int LongestSide, ImageNormalisation Normalisation) Reading(LearningPlan plan) => (
        plan.Whole("longest_side", LongestSide, 32, 8192, "pixels; larger images are scaled down to it"),
        plan.Choice(
            "normalisation", ImageNormalisation.DataSet,
            "of each image: data-set takes out the mean of all, z-score and min-max its own, clahe evens out its light"));

    /// <exception cref="BadDataException">The network cannot tell so many classes apart.</exception>
    public static SegmentationPlan Of(
        IReadOnlyList<SegmentedImage> train, string architecture, (int LongestSide, ImageNormalisation Normalisation) reading, LearningSet items, bool besidePool,
        LearningContext context)
    {
        var plan = context.Plan;
        var input = ImageInput.Of([.. train.Select(one => one.Image)], reading.Normalisation);
        var shape = ShapeOf(architecture, input.Channels, items.Classes.Count);
        var wish = architecture == ModelCatalog.UNet ? Patch(train) : LargestPatch;
        if (architecture == ModelCatalog.UNet)
        {
            var levels = Math.Clamp(1 + (int)Math.Log2((double)wish / SmallestBottom), 2, shape.Widths.Count);
            shape = shape with
            {
                Widths = plan.Wholes(
                    "widths", [.. shape.Widths.Take(levels)], 4, 1024, (2, 7),
                    "channels of the U-Net's levels, each at half the size of the one before; as many as the patch has room for"),
            };
        }

        var (patch, batch) = MemoryRule.Fit(wish, besidePool && items.Pool.Count > 0 ? BatchBesidePool : WishedBatch, BytesPerActivation * Activations(shape), MemoryRule.StepBytes);
        patch = plan.Whole("patch", (patch + shape.Multiple - 1) / shape.Multiple * shape.Multiple, 16, 2048, "pixels a side; as large as images and memory allow", shape.Multiple);
        batch = plan.Whole("batch", batch, 1, 256, "patches a step, as memory allows");
        var symmetry = Symmetry.Of([.. train.Select(one => (one.Classes, one.Image.Width))]);
        symmetry = new Symmetry(
            plan.Flag("mirror", symmetry.Mirror, "left and right may change places; so where classes lie alike on both sides"),
            plan.Flag("upside_down", symmetry.UpsideDown, "top and bottom may change places, likewise"));
        var settings = new ImageSegmenterSettings(reading.LongestSide, patch, input, symmetry, Overlap: true);
        return new SegmentationPlan(
            settings, shape, SamplerOf(plan, settings),
            plan.Choice("loss", PixelLossKind.CrossEntropyDice, "of the pixels with a class: cross-entropy counts pixels alike, dice classes"),
            batch, ScheduleOf(train, patch, Math.Max(batch, WishedBatch), shape, context));
    }

    /// <summary>An image and patches of it, with their classes.</summary>
    public IReadOnlyList<PixelSource> Show(SegmentedImage image, Random random)
    {
        var input = Settings.Input;
        image = image with { Image = ImageScaling.ToChannels(image.Image, input.Channels) };
        PixelSource Patch()
        {
            var (pixels, classes) = (new float[input.Channels * Settings.Tile * Settings.Tile], new long[Settings.Tile * Settings.Tile]);
            Sampler.Draw(image, random, pixels, classes);
            return ReportPicture.PaintMaps(input.Restore(pixels, Settings.Tile, Settings.Tile), null, Array.ConvertAll(classes, value => (byte)value), 0);
        }

        return [ReportPicture.PaintMaps(image.Image, null, image.Classes, 0), .. Enumerable.Range(0, VariantSheet.Variants).Select(_ => Patch())];
    }

    /// <summary>As large as the largest image, up to 256 pixels.</summary>
    private static int Patch(IReadOnlyList<SegmentedImage> train)
    {
        var side = train.Max(one => Math.Max(one.Image.Width, one.Image.Height));
        return Math.Min(LargestPatch, (side + 31) / 32 * 32);
    }

    private static UNetShape ShapeOf(string architecture, int channels, int classes) => architecture switch
    {
        ModelCatalog.UNetClassic when classes != 2 => throw new BadDataException(
            $"{ModelCatalog.UNetClassic} tells 2 classes apart, not {classes}: choose {ModelCatalog.UNetClassicColour} or {ModelCatalog.UNet}."),
        ModelCatalog.UNetClassic => UNetShape.Classic,
        ModelCatalog.UNetClassicColour => UNetShape.ClassicColour(classes),
        _ => UNetShape.Narrow(channels, classes),
    };

    /// <summary>Numbers that a step keeps for each pixel of a patch, encoder and decoder.</summary>
    private static double Activations(UNetShape shape) =>
        shape.Widths.Select((width, level) => 2.0 * shape.Convolutions * width / (1 << (2 * level))).Sum();

    private static PatchSampler SamplerOf(LearningPlan plan, ImageSegmenterSettings settings)
    {
        var usual = new PatchSampler(settings.Input, settings.Tile, settings.Flips);
        float Most(string key, float derived, double most, string why) => (float)plan.Number(key, Math.Round(derived, 4), 0, most, "most " + why);
        return new PatchSampler(settings.Input, settings.Tile, settings.Flips)
        {
            Foreground = plan.Number("foreground", usual.Foreground, 0, 1, "share of the patches that are centred on a class drawn evenly"),
            Turn = Most("turn", usual.Turn, Math.PI, "radians that a patch is turned, either way"),
            Zoom = Most("zoom", usual.Zoom, 2, "of the logarithm of the scale, either way"),
            Bend = Most("bend", usual.Bend, 0.5, "that a pixel is moved by elastic bending, as a share of the size"),
            Light = Most("light", usual.Light, 3, "of contrast and brightness, in standard deviations"),
            Noise = Most("noise", usual.Noise, 3, "of noise, in standard deviations"),
            Blur = Most("blur", usual.Blur, 10, "of blur, in pixels"),
        };
    }

    private static TrainingPlan ScheduleOf(
        IReadOnlyList<SegmentedImage> train, int patch, int batch, UNetShape shape, LearningContext context)
    {
        // an epoch sees every place about four times, within what keeps checkpoints and validation in proportion
        var tiles = train.Sum(one => Math.Max(1, (double)one.Image.Width * one.Image.Height / (patch * patch)));
        var steps = (int)Math.Clamp(4 * tiles / batch, 8, 25);
        return new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? context.Plan.Whole(
                "epochs", MostSteps / steps, 1, 100_000, "at most; as many as fit into the minutes, and fewer where validation stops getting better"),
            StepsPerEpoch = steps,
            PeakLearningRate = context.Plan.Number(
                "learning_rate", shape.Norm ? 3e-3 : 3e-4, 1e-7, 1, "at its peak; it rises for a fifth of the steps and then falls"),
            Patience = PatienceSteps / steps,
        };
    }
}
