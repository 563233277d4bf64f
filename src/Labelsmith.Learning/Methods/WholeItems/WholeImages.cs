using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Numbers or sets of labels of whole images, by the small convolutional network of image classification.</summary>
internal sealed class WholeImages(TaskKind task) : ILearner
{
    public TaskKind Task => task;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, task, Medium);
        var settings = ImageSizing.Choose(items.Train, context);
        var truth = ItemTarget.Reader(task, items.Classes);
        List<(PixelSource Image, double[] Truth)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (settings.Read(item), truth(item)), context);

        var (train, validation) = (All(items.Train), All(items.Validation));
        var held = validation.Count > 0 ? validation : train;
        var target = ItemTarget.Of(task, items.Classes, train.ConvertAll(one => one.Truth), held.ConvertAll(one => one.Truth));
        settings = settings with
        {
            Input = ImageInput.Of([.. train.Select(one => one.Image)]),
            Mirror = MirrorProbe.IsPlausible([.. train.Select(one => one.Image)], target.Groups()),
        };
        context.Note(settings.Mirror
            ? "Mirror images are used: they are recognised like the images themselves."
            : "No mirror images are used: they are not recognised like the images themselves.");

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var isSmall = Math.Max(settings.Width, settings.Height) <= ImageSizing.SmallSide;
        int[] widths = isSmall ? [32, 64, 128] : [32, 64, 128, 256];
        using var network = new ResidualNet(
            settings.Input.Channels, target.Outputs, widths, isSmall ? 1 : 2, head: target.Head);
        var inputs = new ImageInputs(
            settings, Augmentation(settings.Mirror), train.ConvertAll(one => one.Image), held.ConvertAll(one => one.Image));
        var card = new ItemNetTraining(inputs, target, context).Fit(network, validation.Count > 0, new ModelCard
        {
            Kind = ImageClassifier.KindOf(task),
            Task = task,
            Medium = Medium,
            Classes = task == TaskKind.Regression ? [] : items.Classes,
            Architecture = $"Residual net {string.Join('-', widths)}",
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        });
        ModelFiles.Write(network, settings.Input.Channels, settings.Height, settings.Width, context.ModelDirectory);
        card.Write(context.ModelDirectory);
    }

    /// <summary>What is measured may be the very size, angle or brightness that variants change: those of numbers are only moved.</summary>
    private ImageAugmentation Augmentation(bool mirror) => task == TaskKind.Regression
        ? new ImageAugmentation(mirror) { Turn = 0, Zoom = 0, Light = 0, HoleSide = 0, Shift = 0.04f }
        : new ImageAugmentation(mirror) { HoleSide = 0.15f }; // a hole may hide what one label is for
}
