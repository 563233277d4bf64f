using Labelsmith.Domain;
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
    private readonly ResidualNet _network;

    private ImageClassifierTraining(ClassifiedImages images, UnlabelledTerm? term, ResidualNet network) =>
        (_images, _term, _network) = (images, term, network);

    /// <summary>From items to the files of a model.</summary>
    /// <param name="term">What unlabelled images add; null: they are not looked at.</param>
    public static void Learn(LearningSet items, LearningContext context, UnlabelledTerm? term = null)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var images = ClassifiedImages.Read(items, context);
        var pool = term is null ? [] : images.ReadPool(items.Pool, context);

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var isSmall = Math.Max(images.Settings.Width, images.Settings.Height) <= ImageSizing.SmallSide;
        int[] widths = isSmall ? [32, 64, 128] : [32, 64, 128, 256];
        using var network = new ResidualNet(images.Channels, items.Classes.Count, widths, isSmall ? 1 : 2);
        var training = new ImageClassifierTraining(images, pool.Count > 0 ? term : null, network);
        training.Fit(Sampler(images, pool.Count, context.Seed), pool, context);
        Write(network, images, context, $"Residual net {string.Join('-', widths)}");
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

    private void Fit(BatchSampler sampler, IReadOnlyList<Domain.Datasets.PixelSource> pool, LearningContext context)
    {
        var batches = new ImageBatches(_images, pool, sampler, _term?.IsStrong == true, context.Seed);
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
            Teach = _term is null ? null : Judge,
            State = _term?.State ?? [],
            Validate = validation.Measure,
            ScoreName = "accuracy",
            StandardError = accuracy => Math.Sqrt(Math.Max(0, accuracy * (1 - accuracy)) / _images.Held.Count),
            ValidationCount = _images.Held.Count,
            InferenceWork = _images.Settings.Mirror ? 2 : 1,
        };
        using var trainer = new Trainer(_network, plan, work, context);
        trainer.Fit();
        if (_images.Validation.Count > 0)
        {
            context.NoteTemperature(validation.Calibrate());
        }

        if (_term is not null)
        {
            context.Note($"At the end {_term.Used:0 %} of the unlabelled images weighed in.");
        }
    }

    private Tensor Loss(Batch batch)
    {
        var logits = _network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast());
        var targets = tensor(batch.Targets);
        if (_term is null)
        {
            // smoothed, after Szegedy et al. (2015), arXiv:1512.00567
            return nn.functional.cross_entropy(logits, targets, label_smoothing: 0.05);
        }

        // unsmoothed, for the terms compare probabilities with thresholds near 1
        var labelled = batch.Targets.Length;
        return nn.functional.cross_entropy(logits[..labelled], targets)
            + _term.Loss(batch.Taught!, logits[labelled..], batch.Fraction);
    }

    private Tensor Judge(Batch batch) =>
        _network.forward(tensor(batch.TaughtInputs, _images.Shape(batch.TaughtInputs.Length / _images.Size)).ToChannelsLast()).softmax(1);

    private static void Write(ResidualNet network, ClassifiedImages images, LearningContext context, string architecture)
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
