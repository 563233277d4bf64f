using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>From recordings to a small convolutional network that puts their spectrograms into classes, trained from nothing.</summary>
internal static class SoundClassifierTraining
{
    private const int MostEpochs = 200;
    private const int Patience = 80;

    /// <param name="term">What unlabelled recordings add; null: they are not looked at.</param>
    public static void Learn(LearningSet items, LearningContext context, UnlabelledTerm? term = null)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, TaskKind.Classification, Medium.Audio);
        var sounds = ClassifiedSounds.Read(items, context);
        var pool = term is null ? [] : sounds.ReadPool(items.Pool, context);
        term = pool.Count > 0 ? term : null;

        var widths = context.Plan.Wholes(
            "widths", [32, 64, 128, 256], 8, 1024, (2, 6), "channels of the network's stages, each at half the size of the one before");
        var wish = pool.Count > 0 ? 32 : Math.Clamp(sounds.Train.Count / 15, 8, 64); // few labels are seen in many small steps
        var sampler = ClassifierPlan.Sampler(context.Plan, sounds.Train.Count, pool.Count, wish, context.Seed);
        var schedule = ClassifierPlan.Schedule(context, sampler, MostEpochs, Patience);
        var variants = new SoundVariants(sounds, pool, Augmentation(context.Plan, sounds.Input));
        var batches = new VariantBatches(variants, sampler, new BatchMixing(0, 0), term, context.Seed);
        var smoothing = ClassifierPlan.Smoothing(context.Plan, term is not null);
        context.Plan.Close(context);
        context.ShowVariants(sounds.Train.Count, (item, random) => Show(sounds, variants, item, random, term?.IsStrong == true));

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var network = new ResidualNet(1, items.Classes.Count, widths, strideOfStem: sounds.Input.Frames <= 64 ? 1 : 2);
        // files are read, and long ones are seen in several windows
        var training = new ClassifierTraining(network, variants, term) { InferenceWork = 2, LabelSmoothing = smoothing };
        training.Fit(batches, schedule, sounds.HeldItems(), sounds.Validation.Count > 0, context);
        Write(network, items, sounds.Input, context, $"Residual net {string.Join('-', widths)} on log-mel");
    }

    /// <summary>The recording's spectrogram, variants of it, and strong variants of unlabelled ones where these are learned from.</summary>
    private static List<PixelSource> Show(ClassifiedSounds sounds, SoundVariants variants, int item, Random random, bool isStrong)
    {
        var (input, values) = (sounds.Input, new float[sounds.Input.Mel.Bands * sounds.Input.Frames]);
        input.Normalise(sounds.Train[item].Sound, (sounds.Train[item].Sound.Frames - input.Frames) / 2, values);
        var pictures = new List<PixelSource> { input.Picture(values) };
        while (pictures.Count <= VariantSheet.Variants)
        {
            if (isStrong && pictures.Count > 4)
            {
                variants.DrawStrong(random.Next(variants.PoolCount), random, values);
            }
            else
            {
                variants.DrawLabelled(item, random, values);
            }

            pictures.Add(input.Picture(values));
        }

        return pictures;
    }

    private static SoundAugmentation Augmentation(LearningPlan plan, SoundInput input)
    {
        var usual = new SoundAugmentation(input);
        float Most(string key, float derived, double most, string why) => (float)plan.Number(key, Math.Round(derived, 4), 0, most, why);
        return usual with
        {
            Tempo = Most("tempo", usual.Tempo, 1, "most of the logarithm of the pace, either way"),
            Pitch = Most("pitch", usual.Pitch, 0.5, "most that it is made higher or lower, as a share of the bands"),
            Loudness = Most("loudness", usual.Loudness, 5, "most that it is made louder or quieter, in nepers of power"),
            NoiseShare = Most("noise", usual.NoiseShare, 1, "share of the recordings that get noise"),
            Stretches = plan.Whole("stretches", usual.Stretches, 0, 10, "of time, and of frequency, that are taken out (SpecAugment)"),
            BandStretch = Most("band_stretch", usual.BandStretch, 1, "most of the bands that one takes out"),
            TimeStretch = Most("time_stretch", usual.TimeStretch, 1, "most of the time that one takes out"),
        };
    }

    private static void Write(ResidualNet network, LearningSet items, SoundInput input, LearningContext context, string architecture)
    {
        ModelFiles.Write(network, 1, input.Mel.Bands, input.Frames, context.ModelDirectory);
        new ModelCard
        {
            Kind = SoundClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Audio,
            Classes = items.Classes,
            Architecture = architecture,
            Settings = ModelCard.ToSettings(input),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
