using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>From images to a small convolutional network that puts them into classes, trained from nothing.</summary>
internal static class ImageClassifierTraining
{
    private const int Patience = 60;

    /// <param name="method">What is done otherwise; null: nothing.</param>
    public static void Learn(LearningSet items, LearningContext context, ImageMethod? method = null)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, TaskKind.Classification, Medium.Image);
        var images = ClassifiedImages.Read(items, context);
        var pool = method is null ? [] : images.ReadPool(items.Pool, context);
        var hasTerm = pool.Count > 0 && method?.Term is not null;
        var beside = hasTerm ? pool : [];

        var widths = method?.Network is null ? Widths(images, context) : [];
        // with unlabelled images beside them, fewer labelled ones a step: the step then takes little longer
        var sampler = ClassifierPlan.Sampler(context.Plan, images.Train.Count, beside.Count, hasTerm ? 32 : 64, context.Seed);
        var schedule = ClassifierPlan.Schedule(context, sampler, int.MaxValue, Patience);
        var variants = new ImageVariants(
            images, beside, ImagePlan.Augmentation(context.Plan, images.Settings.Mirror), ImageAugmentation.Strong(images.Settings.Mirror));
        var mixing = ImagePlan.Mixing(context.Plan);
        var smoothing = ClassifierPlan.Smoothing(context.Plan, hasTerm);
        context.Plan.Close(context);

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var (network, architecture) = method?.Network?.Invoke(images, pool, context) ?? ResidualNetOf(images, widths);
        using var owned = network;
        using var term = hasTerm ? method!.Term!(network) : null;
        context.ShowVariants(images.Train.Count, (item, random) => Show(images, variants, item, random, term?.IsStrong == true));
        context.Tell(LearningStage.Train, 0);
        var training = new ClassifierTraining(network, variants, term)
        {
            InferenceWork = images.Settings.Mirror ? 2 : 1,
            LabelSmoothing = smoothing,
        };
        training.Fit(
            new VariantBatches(variants, sampler, mixing, term, context.Seed), schedule, images.HeldItems(), images.Validation.Count > 0, context);
        method?.Conclude?.Invoke(network, context);
        Write(network, images, context, architecture);
    }

    private static bool IsSmall(ClassifiedImages images) => Math.Max(images.Settings.Width, images.Settings.Height) <= ImageSizing.SmallSide;

    private static IReadOnlyList<int> Widths(ClassifiedImages images, LearningContext context) => context.Plan.Wholes(
        "widths", IsSmall(images) ? [32, 64, 128] : [32, 64, 128, 256], 8, 1024, (2, 6),
        "channels of the network's stages, each at half the size of the one before; one more for large images");

    private static (ClassifierNet Network, string Architecture) ResidualNetOf(ClassifiedImages images, IReadOnlyList<int> widths) =>
        (new ResidualNet(images.Channels, images.Classes.Count, widths, IsSmall(images) ? 1 : 2), $"Residual net {string.Join('-', widths)}");

    /// <summary>The image, variants of it, and strong variants of an unlabelled one where these are learned from.</summary>
    private static IReadOnlyList<PixelSource> Show(ClassifiedImages images, ImageVariants variants, int item, Random random, bool isStrong)
    {
        PixelSource Variant(bool strong)
        {
            var into = new float[images.Size];
            if (strong)
            {
                variants.DrawStrong(random.Next(variants.PoolCount), random, into);
            }
            else
            {
                variants.DrawLabelled(item, random, into);
            }

            return images.Settings.Input.Restore(into, images.Settings.Width, images.Settings.Height);
        }

        return [images.Train[item].Image, .. Enumerable.Range(0, VariantSheet.Variants).Select(i => Variant(isStrong && i > 3))];
    }

    private static void Write(ClassifierNet network, ClassifiedImages images, LearningContext context, string architecture)
    {
        var settings = images.Settings;
        ModelFiles.Write(network, images.Channels, settings.Height, settings.Width, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Image,
            Classes = images.Classes,
            Architecture = architecture,
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
