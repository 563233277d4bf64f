using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats;

/// <summary>Images and their labels in pairs of idx files, as MNIST comes: <c>train-images-idx3-ubyte.gz</c> with
/// <c>train-labels-idx1-ubyte.gz</c>. Ids are <c>FILE#INDEX</c>, from 0.</summary>
internal sealed class IdxFormat : IDatasetFormat
{
    public string Key => "idx";

    public string Title => "idx files (MNIST)";

    public IReadOnlyList<Medium> Media => [Medium.Image];

    public bool Recognizes(DataFolder data) => data.Files.Any(file => LooksLikeIdx(file) && IdxFile.RankOf(data.PathOf(file)) is not null);

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var list = new ItemList();
        var files = data.Files.Where(file => LooksLikeIdx(file) && (!splits.HasGlobs || splits.Of(file) is not null)).ToList();
        var labelFiles = files.Where(file => IdxFile.RankOf(data.PathOf(file)) == 1).ToList();
        foreach (var file in files.Except(labelFiles))
        {
            var split = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file);
            var labels = FindLabels(file, labelFiles);
            if (labels is null && split != Split.Unlabelled)
            {
                list.Refuse(file, $"There is no file of labels for it ('{ExpectedLabels(file)}'): its images count as unlabelled.");
            }

            AddImages(list, file, IdxFile.Read(data.PathOf(file), file), labels is null ? null : ReadLabels(data, labels), split, classes);
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Image,
            Task = description.Task ?? TaskKind.Classification,
            Items = list.OrThrow(data, "no idx files of images"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static void AddImages(ItemList list, string file, IdxFile images, IdxFile? labels, Split? split, ClassTable classes)
    {
        if (images.Shape is not [var count, var height and > 0, var width and > 0, .. var rest] || rest is not ([] or [1 or 3]))
        {
            throw new BadDataException($"'{file}' holds {string.Join(" x ", images.Shape)} values: images are COUNT x HEIGHT x WIDTH.");
        }

        if (labels is not null && labels.Values.Length != count)
        {
            throw new BadDataException($"'{file}' holds {count} images, but its labels are {labels.Values.Length}: one of the two files is not whole.");
        }

        var truths = new Dictionary<byte, IReadOnlyList<Answer>?>(); // shared: there are few classes and many images
        var channels = rest is [3] ? 3 : 1;
        var size = width * height * channels;
        for (var index = 0; index < count; index++)
        {
            var pixels = images.Values.AsMemory(index * size, size);
            var item = new DataItem($"{file}#{index}", new PixelSource(width, height, channels, pixels)) { Split = split };
            list.Add(labels is null || split == Split.Unlabelled ? item : WithLabel(item, labels.Values[index], truths, classes, list));
        }
    }

    private static DataItem WithLabel(
        DataItem item, byte label, Dictionary<byte, IReadOnlyList<Answer>?> truths, ClassTable classes, ItemList list)
    {
        var stored = label.ToString(CultureInfo.InvariantCulture);
        if (!truths.TryGetValue(label, out var truth))
        {
            truths[label] = truth = classes.Find(stored) is { } name ? Truth.Choice(name) : null;
        }

        if (truth is null)
        {
            list.Refuse(classes.Unknown(item.Id, stored));
            return item;
        }

        return item with { ReadTruth = () => truth };
    }

    private static IdxFile ReadLabels(DataFolder data, string file)
    {
        var labels = IdxFile.Read(data.PathOf(file), file);
        return labels.Shape is [_] ? labels : throw new BadDataException($"'{file}' holds {string.Join(" x ", labels.Shape)} values: labels are one row.");
    }

    private static string ExpectedLabels(string images) =>
        images.Replace("images", "labels", StringComparison.OrdinalIgnoreCase).Replace("idx3", "idx1", StringComparison.OrdinalIgnoreCase);

    /// <summary>The labels of the same name; the one may be gzipped and the other not.</summary>
    private static string? FindLabels(string images, List<string> labelFiles)
    {
        var expected = ExpectedLabels(images);
        return labelFiles.FirstOrDefault(file => file == expected)
            ?? labelFiles.FirstOrDefault(file => file.Replace(".gz", "", StringComparison.Ordinal) == expected.Replace(".gz", "", StringComparison.Ordinal))
            ?? (labelFiles is [var only] && !images.Contains("images", StringComparison.OrdinalIgnoreCase) ? only : null);
    }

    private static bool LooksLikeIdx(string file) =>
        file.Contains("idx", StringComparison.OrdinalIgnoreCase) || file.Contains("ubyte", StringComparison.OrdinalIgnoreCase);
}
