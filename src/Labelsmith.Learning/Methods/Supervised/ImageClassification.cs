using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Whole images, by a small convolutional network trained from nothing.</summary>
internal sealed class ImageClassification : ILearner
{
    private const int BatchSize = 64;
    private const double LabelSmoothing = 0.05;

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var settings = ImageSizing.Choose(items.Train, context);
        var train = Read(items.Train, items.Classes, settings, context);
        var validation = Read(items.Validation, items.Classes, settings, context);
        if (train.Select(one => one.Class).Distinct().Count() < 2)
        {
            throw new BadDataException("Classification needs labelled images of at least two classes: label a few of another class.");
        }

        settings = settings with
        {
            Input = ImageInput.Of([.. train.Select(one => one.Image)]),
            Mirror = MirrorProbe.IsPlausible([.. train.Select(one => one.Image)], [.. train.Select(one => one.Class)]),
        };
        context.Note(settings.Mirror
            ? "Mirror images are used: they are recognised like the images themselves."
            : "No mirror images are used: they are not recognised like the images themselves.");

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var widths = Widths(settings);
        using var network = new ResidualNet(settings.Input.Channels, items.Classes.Count, widths, StrideOfStem(settings));
        Train(network, train, validation, settings, context);
        Write(network, items, settings, context, $"Residual net {string.Join('-', widths)}");
    }

    private static int[] Widths(ImageClassifierSettings settings) =>
        Math.Max(settings.Width, settings.Height) <= ImageSizing.SmallSide ? [32, 64, 128] : [32, 64, 128, 256];

    private static int StrideOfStem(ImageClassifierSettings settings) =>
        Math.Max(settings.Width, settings.Height) <= ImageSizing.SmallSide ? 1 : 2;

    private static List<(PixelSource Image, int Class)> Read(
        IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, ImageClassifierSettings settings, LearningContext context) =>
        ItemReading.All(items, item => (settings.Read(item), ItemTruth.ClassOf(item, classes)), context);

    private static void Train(
        ResidualNet network, List<(PixelSource Image, int Class)> train, List<(PixelSource Image, int Class)> validation,
        ImageClassifierSettings settings, LearningContext context)
    {
        var order = new EpochOrder(train.Count, BatchSize, context.Seed);
        var augmentation = new ImageAugmentation(settings.Mirror);
        var (size, shape) = (settings.Input.Channels * settings.Height * settings.Width, Shape(settings));
        var held = validation.Count > 0 ? validation : train;
        var (heldImages, heldClasses) = Plain(held, settings);

        Batch Make(int epoch, int step)
        {
            var chosen = order.Batch(epoch, step);
            var pixels = new float[chosen.Length * size];
            var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
            for (var i = 0; i < chosen.Length; i++)
            {
                augmentation.Apply(train[chosen[i]].Image, settings.Input, random, pixels.AsSpan(i * size, size));
            }

            return new Batch(
                pixels, [chosen.Length, .. shape], [.. chosen.Select(i => (long)train[i].Class)], [chosen.Length]);
        }

        Tensor Loss(Batch batch)
        {
            var logits = network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast());
            return nn.functional.cross_entropy(logits, tensor(batch.Targets), label_smoothing: LabelSmoothing);
        }

        (double, double) Validate()
        {
            var (loss, right) = (0.0, 0L);
            for (var start = 0; start < held.Count; start += 256)
            {
                using var scope = NewDisposeScope();
                var count = Math.Min(256, held.Count - start);
                var logits = network.forward(
                    tensor(heldImages.AsSpan(start * size, count * size).ToArray(), [count, .. shape]).ToChannelsLast());
                var truth = tensor(heldClasses.AsSpan(start, count).ToArray());
                loss += nn.functional.cross_entropy(logits, truth).item<float>() * count;
                right += logits.argmax(1).eq(truth).sum().item<long>();
            }

            return (loss / held.Count, (double)right / held.Count);
        }

        var plan = new TrainingPlan
        {
            // as many images seen, whatever their number
            Epochs = context.Request.Epochs ?? Math.Clamp(120_000 / train.Count, 10, 200),
            MixedPrecision = context.Request.IsMixedPrecision,
            StepsPerEpoch = order.Steps,
            PeakLearningRate = 4e-3,
            WeightDecay = 0.05,
            Patience = 60,
        };
        var work = new TrainingWork
        {
            Make = Make,
            Loss = Loss,
            Validate = Validate,
            StandardError = accuracy => accuracy is >= 0 and <= 1 ? Math.Sqrt(accuracy * (1 - accuracy) / held.Count) : 0,
            ScoreName = "accuracy",
            ValidationCount = held.Count,
            InferenceWork = settings.Mirror ? 2 : 1,
        };
        using var trainer = new Trainer(network, plan, work, context);
        trainer.Fit();
    }

    private static long[] Shape(ImageClassifierSettings settings) => [settings.Input.Channels, settings.Height, settings.Width];

    private static (float[] Images, long[] Classes) Plain(
        List<(PixelSource Image, int Class)> items, ImageClassifierSettings settings)
    {
        var size = settings.Input.Channels * settings.Height * settings.Width;
        var images = new float[items.Count * size];
        for (var i = 0; i < items.Count; i++)
        {
            settings.Input.Normalise(items[i].Image.Pixels.Span, images.AsSpan(i * size, size));
        }

        return (images, [.. items.Select(item => (long)item.Class)]);
    }

    private static void Write(
        ResidualNet network, LearningSet items, ImageClassifierSettings settings, LearningContext context, string architecture)
    {
        ModelFiles.Write(network, settings.Input.Channels, settings.Height, settings.Width, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Image,
            Classes = items.Classes,
            Architecture = architecture,
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
