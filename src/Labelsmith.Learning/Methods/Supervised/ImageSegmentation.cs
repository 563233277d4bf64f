using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Patches;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>The class of each pixel, by a U-Net trained on patches.</summary>
internal sealed class ImageSegmentation : ILearner
{
    private const int BatchSize = 4;
    private const int BatchSizeBesidePool = 2; // of labelled patches: a step then takes little longer
    private const int PoolBatchSize = 4;
    private const int MostSteps = 1500;
    private const int PatienceSteps = 600;
    private const int LongestSide = 1024;
    private const int LargestTile = 256;
    private const double MostlyMarked = 0.9; // of the pixels; below it the report says how many

    public TaskKind Task => TaskKind.Segmentation;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context) => Learn(items, context, null);

    /// <summary>From items to the files of a model.</summary>
    /// <param name="term">What each pixel of unlabelled images adds; null: they are not looked at.</param>
    /// <param name="networks">How many learn side by side, each from what the next one says of unlabelled images, one alone from its
    /// own averaged weights. The first becomes the model.</param>
    public static void Learn(LearningSet items, LearningContext context, UnlabelledTerm? term, int networks = 1)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var architecture = ModelCatalog.Resolve(context.Request.Architecture, TaskKind.Segmentation, Medium.Image);
        if (items.Classes.Count is < 2 or > 254)
        {
            throw new BadDataException($"Segmentation needs 2 to 254 classes, background included, not {items.Classes.Count}.");
        }

        var channels = architecture == ModelCatalog.UNetClassic ? 1 : architecture == ModelCatalog.UNetClassicColour ? 3 : (int?)null;
        var train = Read(items.Train, items, channels, context);
        var validation = Read(items.Validation, items, channels, context);
        if (train.Count == 0)
        {
            throw new BadDataException("None of the labelled images can be read: see the faults, and label others.");
        }

        NoteMarked(train, context);
        var settings = Settings(train, architecture);
        var shape = Shape(architecture, settings, items.Classes.Count);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var pool = term is null ? [] : ReadPool(items.Pool, train, settings, context);
        UNet[] all = [.. Enumerable.Range(0, pool.Count > 0 ? networks : 1).Select(_ => new UNet(shape))];
        using var module = all.Length > 1 ? new SideBySide(all) : (nn.Module<Tensor, Tensor>)all[0];
        var learning = new SegmentationLoss(module, shape, all.Length, pool.Count > 0 ? term : null);
        var network = all[0];
        var seconds = Train(network, learning, train, pool, validation.Count > 0 ? validation : train, settings, context);
        settings = WithinTime(settings, seconds, context);
        ModelFiles.Write(network, settings.Input.Channels, 0, 0, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageSegmenter.Kind,
            Task = TaskKind.Segmentation,
            Medium = Medium.Image,
            Classes = items.Classes,
            Background = items.Background,
            Architecture = shape.ToString(),
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    private static List<SegmentedImage> Read(
        IReadOnlyList<DataItem> items, LearningSet set, int? channels, LearningContext context)
    {
        var background = set.Background is { } name ? (byte)set.Classes.ToList().IndexOf(name) : LabelMap.Ignored;
        var images = ItemReading.All(items, item =>
        {
            var image = ImageFile.Read(item.Source, item.Id);
            var map = LabelMap.Paint(item.Id, item.ReadTruth!(), set.Classes, image.Width, image.Height, background);
            var fit = new ImageSegmenterSettings(LongestSide, 0, new(channels ?? image.Channels, [], []), new(false, false), false).Fit(image);
            return new SegmentedImage(
                fit, ImageScaling.ResizeLabels(map, image.Width, image.Height, fit.Width, fit.Height));
        }, context);
        return images;
    }

    /// <summary>Images without labels, and those that are marked only in part.</summary>
    private static List<SegmentedImage> ReadPool(
        IReadOnlyList<DataItem> pool, List<SegmentedImage> train, ImageSegmenterSettings settings, LearningContext context)
    {
        var bytes = (long)train.Average(one => (long)one.Image.Width * one.Image.Height * (settings.Input.Channels + 1));
        var images = ItemReading.Pool(pool, item => SegmentedImage.Unmarked(settings.Fit(ImageFile.Read(item.Source, item.Id))), bytes, context);
        return [.. images, .. train.Where(one => one.KnownShare < MostlyMarked).Select(one => SegmentedImage.Unmarked(settings.Fit(one.Image)))];
    }

    private static void NoteMarked(List<SegmentedImage> train, LearningContext context)
    {
        var share = train.Average(one => one.KnownShare);
        if (share == 0)
        {
            throw new BadDataException("No pixel of the labelled images is marked: mark some of each label.");
        }

        if (share < MostlyMarked)
        {
            context.Note(string.Create(CultureInfo.InvariantCulture,
                $"{share:0.0 %} of the labelled images' pixels are marked; the others were neither learned from nor measured."));
        }
    }

    private static ImageSegmenterSettings Settings(List<SegmentedImage> train, string architecture)
    {
        var side = train.Max(one => Math.Max(one.Image.Width, one.Image.Height));
        var tile = architecture == ModelCatalog.UNet ? Math.Min(LargestTile, (side + 31) / 32 * 32) : LargestTile;
        return new ImageSegmenterSettings(
            LongestSide, tile, ImageInput.Of([.. train.Select(one => one.Image)]),
            Symmetry.Of([.. train.Select(one => (one.Classes, one.Image.Width))]), Overlap: true);
    }

    private static UNetShape Shape(string architecture, ImageSegmenterSettings settings, int classes) => architecture switch
    {
        ModelCatalog.UNetClassic when classes != 2 => throw new BadDataException(
            $"{ModelCatalog.UNetClassic} tells 2 classes apart, not {classes}: choose {ModelCatalog.UNetClassicColour} or {ModelCatalog.UNet}."),
        ModelCatalog.UNetClassic => UNetShape.Classic,
        ModelCatalog.UNetClassicColour => UNetShape.ClassicColour(classes),
        _ => UNetShape.Narrow(settings.Input.Channels, classes),
    };

    /// <summary>Returns how long one validation image takes, in seconds.</summary>
    private static double Train(
        UNet network, SegmentationLoss loss, List<SegmentedImage> train, List<SegmentedImage> pool, List<SegmentedImage> held,
        ImageSegmenterSettings settings, LearningContext context)
    {
        var images = train.ConvertAll(one => one with { Image = ImageScaling.ToChannels(one.Image, settings.Input.Channels) });
        var sampler = new PatchSampler(settings.Input, settings.Tile, settings.Flips);
        var validation = new SegmentationValidation(network, held, settings.Input);
        var tile = settings.Tile;
        var labelled = pool.Count > 0 ? BatchSizeBesidePool : BatchSize;
        // an epoch sees every place about four times, within what keeps checkpoints and validation in proportion
        var tiles = images.Sum(one => Math.Max(1, (double)one.Image.Width * one.Image.Height / (tile * tile)));
        var steps = (int)Math.Clamp(4 * tiles / BatchSize, 8, 25);
        var order = new BatchSampler(images.Count, pool.Count, context.Seed)
        {
            LabelledSize = labelled,
            UnlabelledSize = pool.Count > 0 ? PoolBatchSize : 0,
            Steps = steps,
        };
        var batches = new PatchBatches(images, pool, settings, sampler, order, context.Seed);

        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? MostSteps / steps,
            StepsPerEpoch = steps,
            PeakLearningRate = network.Shape.Norm ? 3e-3 : 3e-4,
            Patience = PatienceSteps / steps,
        };
        var work = new TrainingWork
        {
            Make = batches.Make,
            Loss = loss.Of,
            Teach = loss.Teach,
            State = loss.State,
            Validate = validation.Measure,
            ValidationCount = held.Count,
            InferenceWork = Work(settings, held),
            ScoreName = "mean_iou",
        };
        using var trainer = new Trainer(loss.Network, plan, work, context);
        trainer.Fit();
        loss.Note(context);
        return trainer.SecondsPerItem;
    }

    /// <summary>How many times as many pixels the network sees of an image after training as in validation.</summary>
    private static double Work(ImageSegmenterSettings settings, List<SegmentedImage> held)
    {
        var flips = (settings.Flips.Mirror ? 2 : 1) * (settings.Flips.UpsideDown ? 2 : 1);
        var (w, h) = (held.Average(one => one.Image.Width), held.Average(one => one.Image.Height));
        double Tiles(double length) => 1 + Math.Ceiling(Math.Max(0, length - settings.Tile) / (settings.Overlap ? settings.Tile / 2 : settings.Tile));
        return flips * Tiles(w) * Tiles(h) * settings.Tile * settings.Tile / (w * h);
    }

    /// <summary>Does without flips where evaluation and predictions would not be done in time.</summary>
    private static ImageSegmenterSettings WithinTime(ImageSegmenterSettings settings, double seconds, LearningContext context)
    {
        if (context.Clock.Left is not { } left || seconds * context.ItemsAfterTraining < left.TotalSeconds)
        {
            return settings;
        }

        context.Note("Predictions are made without flips and overlap, because there are many for the time.");
        return settings with { Flips = new Symmetry(false, false), Overlap = false };
    }
}
