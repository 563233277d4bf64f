using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Models;

/// <summary>A network that can be asked for by name.</summary>
/// <param name="Key">What a request's architecture says; never changes.</param>
/// <param name="Title">What people read.</param>
/// <param name="Description">What it is, and when to choose it.</param>
/// <param name="Task">What it learns; the first of a task and medium is the default.</param>
/// <param name="Medium">From what.</param>
public sealed record ModelEntry(string Key, string Title, string Description, TaskKind Task, Medium Medium);

/// <summary>The networks that there are. A new one: one line here, one file beside this one.</summary>
public static class ModelCatalog
{
    public const string ResidualNet = "residual-net";
    public const string SoundNet = "sound-net";
    public const string TextLinear = "text-linear";
    public const string TextNet = "text-net";
    public const string UNet = "unet";
    public const string UNetClassic = "unet-classic";
    public const string UNetClassicColour = "unet-classic-colour";

    public const string CenterNet = "centernet";
    public const string NumberNet = "number-net";
    public const string SoundNumberNet = "sound-number-net";
    public const string LabelNet = "label-net";
    public const string SoundLabelNet = "sound-label-net";

    public static IReadOnlyList<ModelEntry> All { get; } =
    [
        new(ResidualNet, "Residual net",
            "A small residual network, as deep as the images are large. Trains from nothing on few labels.",
            TaskKind.Classification, Medium.Image),
        new(SoundNet, "Residual net on log-mel",
            "The same network on the spectrograms of recordings.",
            TaskKind.Classification, Medium.Audio),
        new(TextLinear, "Softmax regression on n-grams",
            "Counts what texts are made of: 2 to 5 characters, one or two words. Trains in seconds.",
            TaskKind.Classification, Medium.Text),
        new(TextNet, "Text net",
            "A small convolutional network on learned meanings of words and their parts. Choose it where the order of words matters.",
            TaskKind.Classification, Medium.Text),
        new(UNet, "U-Net 16-256",
            "Two convolutions a level with batch norm, softmax. Trains in minutes on a handful of images.",
            TaskKind.Segmentation, Medium.Image),
        new(UNetClassic, "U-Net 64-1024, two classes",
            "One 3 x 3 convolution a level, nearest upsampling, a sigmoid; 256 x 256 grey. Ten times the work of the default.",
            TaskKind.Segmentation, Medium.Image),
        new(UNetClassicColour, "U-Net 64-1024, several classes",
            "The same for 256 x 256 colour images, with a softmax over the classes.",
            TaskKind.Segmentation, Medium.Image),
        new(CenterNet, "CenterNet 16-192",
            "Finds objects by their centres, without anchors. Trains from nothing in minutes.",
            TaskKind.Detection, Medium.Image),
        new(NumberNet, "Residual net for numbers",
            "The residual network with a number and the width of its interval as its outputs.",
            TaskKind.Regression, Medium.Image),
        new(SoundNumberNet, "Residual net for numbers, on log-mel",
            "The same network on the spectrograms of recordings.",
            TaskKind.Regression, Medium.Audio),
        new(LabelNet, "Residual net for sets of labels",
            "The residual network with a sigmoid a label.",
            TaskKind.Multilabel, Medium.Image),
        new(SoundLabelNet, "Residual net for sets of labels, on log-mel",
            "The same network on the spectrograms of recordings.",
            TaskKind.Multilabel, Medium.Audio),
    ];

    /// <summary>Checks the key that a request names.</summary>
    /// <param name="key">Null: the default of the task and medium.</param>
    /// <exception cref="BadDataException">There is no such network for this task.</exception>
    public static string Resolve(string? key, TaskKind task, Medium medium)
    {
        var fitting = All.Where(model => model.Task == task && model.Medium == medium).ToList();
        if (key is null)
        {
            return fitting[0].Key;
        }

        return fitting.Any(model => model.Key == key)
            ? key
            : throw new BadDataException(
                $"There is no architecture '{key}' for this task: choose {string.Join(", ", fitting.Select(model => model.Key))}.");
    }
}
