using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Trains a small convolutional network from nothing to put whole images into classes: the same network, weak
/// augmentation and schedule for every method, which differ in what unlabelled images add to the loss.</summary>
internal sealed class ImageClassifierTraining
{
    private const int ImagesWithoutEnd = 120_000; // seen in all, where no time or number of epochs is given
    private const int LeastSteps = 10; // an epoch: validation and checkpoints then stay a small part of the work
    private const int LeastEpochs = 10;

    private readonly ClassifiedImages _images;
    private readonly UnlabelledTerm? _term;
    private readonly ClassifierNet _network;

    private ImageClassifierTraining(ClassifiedImages images, UnlabelledTerm? term, ClassifierNet network) =>
        (_images, _term, _network) = (images, term, network);

    /// <summary>From items to the files of a model.</summary>
    /// <param name="method">What is done otherwise; null: nothing.</param>
    public static void Learn(LearningSet items, LearningContext context, ImageMethod? method = null)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var images = ClassifiedImages.Read(items, context);
        var pool = method is null ? [] : images.ReadPool(items.Pool, context);

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var (network, architecture) = (method?.Network ?? ResidualNetOf)(images, pool, context);
        using var owned = network;
        using var term = pool.Count > 0 ? method?.Term?.Invoke(network) : null;
        context.Tell(LearningStage.Train, 0);
        new ImageClassifierTraining(images, term, network).Fit(term is null ? [] : pool, context);
        method?.Conclude?.Invoke(network, context);
        Write(network, images, context, architecture);
    }

    private static (ClassifierNet Network, string Architecture) ResidualNetOf(
        ClassifiedImages images, IReadOnlyList<PixelSource> pool, LearningContext context)
    {
        var isSmall = Math.Max(images.Settings.Width, images.Settings.Height) <= ImageSizing.SmallSide;
        int[] widths = isSmall ? [32, 64, 128] : [32, 64, 128, 256];
        var network = new ResidualNet(images.Channels, images.Classes.Count, widths, isSmall ? 1 : 2);
        return (network, $"Residual net {string.Join('-', widths)}");
    }

    /// <summary>With unlabelled images beside them, fewer labelled ones a step: the step then takes little longer.</summary>
    private static BatchSampler Sampler(ClassifiedImages images, int pool, int seed)
    {
        var labelled = Math.Min(images.Train.Count, pool > 0 ? 32 : 64);
        return new BatchSampler(images.Train.Count, pool, seed)
        {
            LabelledSize = labelled,
            UnlabelledSize = Math.Min(pool, 64),
            Steps = Math.Max(LeastSteps, (int)Math.Round((double)images.Train.Count / labelled)),
        };
    }

    private void Fit(IReadOnlyList<PixelSource> pool, LearningContext context)
    {
        var sampler = Sampler(_images, pool.Count, context.Seed);
        var batches = new ImageBatches(_images, pool, sampler, _term, context.Seed);
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs
                ?? Math.Max(LeastEpochs, ImagesWithoutEnd / ((sampler.LabelledSize + sampler.UnlabelledSize) * sampler.Steps)),
            StepsPerEpoch = sampler.Steps,
            PeakLearningRate = 4e-3,
            WeightDecay = 0.05,
            Patience = 60,
        };
        var validation = new ClassifierValidation(
            _network, _images.HeldPixels(), _images.Shape(1)[1..], [.. _images.Held.Select(one => (long)one.Class)]);
        var work = new TrainingWork
        {
            Make = batches.Make,
            Loss = Loss,
            Teach = _term?.HasJudge == true ? Judge : null,
            State = _term?.State ?? [],
            Validate = validation.Measure,
            ScoreName = "accuracy",
            StandardError = accuracy => Math.Sqrt(Math.Max(0, accuracy * (1 - accuracy)) / _images.Held.Count),
            ValidationCount = _images.Held.Count,
            InferenceWork = _images.Settings.Mirror ? 2 : 1,
        };
        using var trainer = new Trainer(_network, _term?.Adapt(plan) ?? plan, work, context);
        trainer.Fit();
        if (_images.Validation.Count > 0)
        {
            context.NoteTemperature(validation.Calibrate());
        }

        if (_term?.Selects == true)
        {
            context.Note($"At the end {_term.Used:0 %} of the unlabelled images weighed in.");
        }
    }

    private Tensor Loss(Batch batch)
    {
        var images = tensor(batch.Inputs, batch.InputShape).ToChannelsLast();
        var logits = _network.forward(images);
        var targets = tensor(batch.Targets);
        if (_term is null)
        {
            // smoothed, after Szegedy et al. (2015), arXiv:1512.00567
            return nn.functional.cross_entropy(logits, targets, label_smoothing: 0.05);
        }

        // unsmoothed, for the terms compare probabilities with thresholds near 1
        var labelled = batch.Targets.Length;
        return nn.functional.cross_entropy(logits[..labelled], targets)
            + _term.Loss(new UnlabelledBatch(batch.Taught, logits[labelled..], images[labelled..], batch.Fraction));
    }

    private Tensor Judge(Batch batch) =>
        _network.forward(tensor(batch.TaughtInputs, _images.Shape(batch.TaughtInputs.Length / _images.Size)).ToChannelsLast()).softmax(1);

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
