using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Numbers or sets of labels of whole recordings, by the residual net on their log-mel spectrograms.</summary>
internal sealed class WholeSounds(TaskKind task) : ILearner
{
    public TaskKind Task => task;

    public Medium Medium => Medium.Audio;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, task, Medium);
        var (mel, frames) = SoundSizing.Choose(items.Train, context);
        var reader = new SoundReader(mel);
        var truth = ItemTarget.Reader(task, items.Classes);
        List<(Spectrogram Sound, double[] Truth)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (reader.Read(item), truth(item)), context);

        var (train, validation) = (All(items.Train), All(items.Validation));
        var held = validation.Count > 0 ? validation : train;
        var target = ItemTarget.Of(task, items.Classes, train.ConvertAll(one => one.Truth), held.ConvertAll(one => one.Truth));
        var input = SoundInput.Of(mel, frames, [.. train.Select(one => one.Sound)]);

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        int[] widths = [32, 64, 128, 256];
        using var network = new ResidualNet(1, target.Outputs, widths, strideOfStem: frames <= 64 ? 1 : 2, head: target.Head);
        // what is measured may be the very pitch, pace or loudness that variants change
        var augmentation = task == TaskKind.Regression
            ? new SoundAugmentation(input) { Tempo = 0, Pitch = 0, Loudness = 0, Stretches = 0 }
            : new SoundAugmentation(input);
        var inputs = new SoundInputs(input, augmentation, train.ConvertAll(one => one.Sound), held.ConvertAll(one => one.Sound));
        var card = new ItemNetTraining(inputs, target, context).Fit(network, validation.Count > 0, new ModelCard
        {
            Kind = SoundClassifier.KindOf(task),
            Task = task,
            Medium = Medium,
            Classes = task == TaskKind.Regression ? [] : items.Classes,
            Architecture = $"Residual net {string.Join('-', widths)} on log-mel",
            Settings = ModelCard.ToSettings(input),
            Provenance = context.Provenance,
        });
        ModelFiles.Write(network, 1, mel.Bands, frames, context.ModelDirectory);
        card.Write(context.ModelDirectory);
    }
}
