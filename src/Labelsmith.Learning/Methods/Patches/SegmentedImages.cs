using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Methods.Patches;

/// <summary>What all segmenters have in common before and after they learn.</summary>
internal static class SegmentedImages
{
    /// <summary>Of the pixels; below it the report says how many are marked.</summary>
    public const double MostlyMarked = 0.9;

    /// <summary>The images to learn from and those to validate on, in memory.</summary>
    /// <param name="fit">Brings an image to the size and channels in which it is learned.</param>
    /// <exception cref="BadDataException">There are too few or too many classes, or nothing to learn from.</exception>
    public static (List<SegmentedImage> Train, List<SegmentedImage> Validation) Read(
        LearningSet items, Func<PixelSource, PixelSource> fit, LearningContext context)
    {
        if (items.Classes.Count is < 2 or > 254)
        {
            throw new BadDataException($"Segmentation needs 2 to 254 classes, background included, not {items.Classes.Count}.");
        }

        var background = items.Background is { } name ? (byte)items.Classes.ToList().IndexOf(name) : LabelMap.Ignored;
        List<SegmentedImage> All(IReadOnlyList<DataItem> some) => ItemReading.All(some, item =>
        {
            var image = ImageFile.Read(item.Source, item.Id);
            var map = LabelMap.Paint(item.Id, item.ReadTruth!(), items.Classes, image.Width, image.Height, background);
            var own = fit(image);
            return new SegmentedImage(own, ImageScaling.ResizeLabels(map, image.Width, image.Height, own.Width, own.Height));
        }, context);

        var (train, validation) = (All(items.Train), All(items.Validation));
        if (train.Count == 0)
        {
            throw new BadDataException("None of the labelled images can be read: see the faults, and label others.");
        }

        NoteMarked(train, context);
        return (train, validation);
    }

    public static void WriteCard(LearningSet items, ImageSegmenterSettings settings, UNetShape shape, LearningContext context) =>
        new ModelCard
        {
            Kind = ImageSegmenter.Kind,
            Task = TaskKind.Segmentation,
            Medium = Medium.Image,
            Classes = items.Classes,
            Background = items.Background,
            Architecture = shape.ToString(),
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);

    private static void NoteMarked(List<SegmentedImage> train, LearningContext context)
    {
        var share = train.Average(one => one.KnownShare);
        if (share == 0)
        {
            throw new BadDataException("No pixel of the labelled images is marked: mark some of each label.");
        }

        if (share < MostlyMarked)
        {
            context.Note(string.Create(CultureInfo.InvariantCulture,
                $"{share:0.0 %} of the labelled images' pixels are marked; the others were neither learned from nor measured."));
        }
    }
}
