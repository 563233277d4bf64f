using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
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
    private const int MostSteps = 1500;
    private const int PatienceSteps = 600;
    private const int LongestSide = 1024;
    private const int LargestTile = 256;

    public TaskKind Task => TaskKind.Segmentation;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var architecture = ModelCatalog.Resolve(context.Request.Architecture, Task, Medium);
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

        var settings = Settings(train, architecture);
        var shape = Shape(architecture, settings, items.Classes.Count);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var network = new UNet(shape);
        var seconds = Train(network, train, validation.Count > 0 ? validation : train, settings, context);
        settings = WithinTime(settings, seconds, context);
        ModelFiles.Write(network, settings.Input.Channels, 0, 0, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageSegmenter.Kind,
            Task = Task,
            Medium = Medium,
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
        UNet network, List<SegmentedImage> train, List<SegmentedImage> held, ImageSegmenterSettings settings, LearningContext context)
    {
        var images = train.ConvertAll(one => one with { Image = ImageScaling.ToChannels(one.Image, settings.Input.Channels) });
        var sampler = new PatchSampler(settings.Input, settings.Tile, settings.Flips);
        var validation = new SegmentationValidation(network, held, settings.Input);
        var (tile, channels) = (settings.Tile, settings.Input.Channels);
        // an epoch sees every place about four times, within what keeps checkpoints and validation in proportion
        var tiles = images.Sum(one => Math.Max(1, (double)one.Image.Width * one.Image.Height / (tile * tile)));
        var steps = (int)Math.Clamp(4 * tiles / BatchSize, 8, 25);
        var order = new BatchSampler(images.Count, 0, context.Seed) { LabelledSize = BatchSize, Steps = steps };

        Batch Make(int epoch, int step)
        {
            var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
            var (pixels, classes) = (new float[BatchSize * channels * tile * tile], new long[BatchSize * tile * tile]);
            foreach (var (i, image) in order.Labelled(epoch, step).Index())
            {
                sampler.Draw(
                    images[image], random, pixels.AsSpan(i * channels * tile * tile, channels * tile * tile), classes.AsSpan(i * tile * tile, tile * tile));
            }

            return new Batch(pixels, [BatchSize, channels, tile, tile], classes, [BatchSize, tile, tile]);
        }

        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? MostSteps / steps,
            StepsPerEpoch = steps,
            PeakLearningRate = network.Shape.Norm ? 3e-3 : 3e-4,
            Patience = PatienceSteps / steps,
        };
        var work = new TrainingWork
        {
            Make = Make,
            Loss = batch => PixelLoss.Of(
                network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast()),
                tensor(batch.Targets, batch.TargetShape), network.Shape.Activation),
            Validate = validation.Measure,
            ValidationCount = held.Count,
            InferenceWork = Work(settings, held),
            ScoreName = "mean_iou",
        };
        using var trainer = new Trainer(network, plan, work, context);
        trainer.Fit();
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
