using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Whole recordings, by a small convolutional network on their log-mel spectrograms, trained from nothing.</summary>
/// <remarks>In the manner of Piczak (2015), doi:10.1109/MLSP.2015.7324337, with the residual net of images.</remarks>
internal sealed class SoundClassification : ILearner
{
    private const double LabelSmoothing = 0.05;
    private const int SoundsWithoutEnd = 120_000; // seen in all, where no time or number of epochs is given

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Audio;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, Task, Medium);
        var (mel, frames) = SoundSizing.Choose(items.Train, context);
        var reader = new SoundReader(mel);
        List<(Spectrogram Sound, int Class)> Read(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (reader.Read(item), ItemTruth.ClassOf(item, items.Classes)), context);
        var (train, validation) = (Read(items.Train), Read(items.Validation));
        if (train.Select(one => one.Class).Distinct().Count() < 2)
        {
            throw new BadDataException("Classification needs labelled recordings of at least two classes: label a few of another class.");
        }

        var input = SoundInput.Of(mel, frames, [.. train.Select(one => one.Sound)]);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        int[] widths = [32, 64, 128, 256];
        using var network = new ResidualNet(1, items.Classes.Count, widths, strideOfStem: frames <= 64 ? 1 : 2);
        Train(network, train, validation, input, context);
        Write(network, items, input, context, $"Residual net {string.Join('-', widths)} on log-mel");
    }

    private static void Train(
        ResidualNet network, List<(Spectrogram Sound, int Class)> train, List<(Spectrogram Sound, int Class)> validation, SoundInput input,
        LearningContext context)
    {
        var held = validation.Count > 0 ? validation : train;
        var order = new EpochOrder(train.Count, Math.Clamp(train.Count / 15, 8, 64), context.Seed); // few labels are seen in many small steps
        var augmentation = new SoundAugmentation(input);
        var size = input.Mel.Bands * input.Frames;
        long[] shape = [1, input.Mel.Bands, input.Frames];

        Batch Make(int epoch, int step)
        {
            var chosen = order.Batch(epoch, step);
            var values = new float[chosen.Length * size];
            var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
            for (var i = 0; i < chosen.Length; i++)
            {
                augmentation.Apply(train[chosen[i]].Sound, random, values.AsSpan(i * size, size));
            }

            return new Batch(values, [chosen.Length, .. shape], [.. chosen.Select(i => (long)train[i].Class)], [chosen.Length]);
        }

        Tensor Loss(Batch batch) => nn.functional.cross_entropy(
            network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast()), tensor(batch.Targets), label_smoothing: LabelSmoothing);

        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? Math.Clamp(SoundsWithoutEnd / train.Count, 10, 200), // as many seen, whatever their number
            StepsPerEpoch = order.Steps,
            PeakLearningRate = 4e-3,
            WeightDecay = 0.05,
            Patience = 80,
        };
        var measure = new ClassifierValidation(network, Plain(held, input), shape, [.. held.Select(one => (long)one.Class)]);
        var work = new TrainingWork
        {
            Make = Make,
            Loss = Loss,
            Validate = measure.Measure,
            ScoreName = "accuracy",
            ValidationCount = held.Count,
            InferenceWork = 2, // files are read, and long ones are seen in several windows
        };
        using var trainer = new Trainer(network, plan, work, context);
        trainer.Fit();
        if (validation.Count > 0)
        {
            context.NoteTemperature(measure.Calibrate());
        }
    }

    /// <summary>The window in the middle of each.</summary>
    private static float[] Plain(List<(Spectrogram Sound, int Class)> held, SoundInput input)
    {
        var size = input.Mel.Bands * input.Frames;
        var values = new float[held.Count * size];
        for (var i = 0; i < held.Count; i++)
        {
            input.Normalise(held[i].Sound, (held[i].Sound.Frames - input.Frames) / 2, values.AsSpan(i * size, size));
        }

        return values;
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
