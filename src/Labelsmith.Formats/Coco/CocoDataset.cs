using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Coco;

/// <summary>COCO files with their images as data to learn from.</summary>
internal static class CocoDataset
{
    public static Dataset Read(DataFolder data, DatasetDescription description, CocoFormat format)
    {
        var splits = new SplitTable(data, description);
        var list = new ItemList();
        var classes = new ClassTable(description);
        var numbers = new Dictionary<string, int>();
        var files = new ImageFinder(data, description.Images);
        var (hasSegmentation, isPartial) = (false, false);
        foreach (var json in ChooseFiles(data, description, format))
        {
            using var stream = data.OpenRead(json);
            var index = CocoIndex.Read(stream, json);
            hasSegmentation |= index.HasSegmentation;
            foreach (var fault in index.Faults)
            {
                list.Refuse(fault);
            }

            foreach (var (name, number) in index.Numbers)
            {
                numbers.TryAdd(classes.Find(name) ?? name, number);
            }

            var split = splits.IsEmpty ? SplitNames.OfFile(json) : splits.Of(json);
            foreach (var image in index.Images)
            {
                isPartial |= image.Extras?.Unmarked == UnmarkedPixels.Unknown;
                Add(data, list, files.Find(image.FileName, split), image, index, (split, splits), classes);
            }
        }

        var task = description.Task ?? (hasSegmentation ? TaskKind.Segmentation : TaskKind.Detection);
        var background = Backgrounds.Of(
            task,
            description.Classes is null ? [.. numbers.OrderBy(entry => entry.Value).Select(entry => entry.Key)] : classes.Names,
            description.Unmarked ?? (isPartial ? UnmarkedPixels.Unknown : UnmarkedPixels.Background));
        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Image,
            Task = task,
            Items = list.OrThrow(data, "no images of a COCO file"),
            Classes = background.Classes,
            Background = background.Name,
            ClassNumbers = numbers,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static List<string> ChooseFiles(DataFolder data, DatasetDescription description, CocoFormat format)
    {
        var globs = description.Annotations?.Select(glob => new Glob(glob)).ToList();
        var files = data.Files.Where(file => globs is null
            ? CocoFormat.IsJson(file) && format.RecognizesStart(data.ReadStart(file))
            : globs.Any(glob => glob.Matches(file))).ToList();
        return files.Count > 0 ? files : throw new BadDataException($"'{data.Name}' holds no COCO file (.json with images, annotations and categories).");
    }

    private static void Add(DataFolder data, ItemList list, string? file, CocoImage image, CocoIndex index,
        (Split? OfFile, SplitTable Table) splits, ClassTable classes)
    {
        if (file is null)
        {
            list.Refuse($"{index.Name} (image {image.Key})",
                $"Its file '{image.FileName}' is not in the data, or several have this name: put it beside the COCO file, or name the folder under 'images' in {DatasetYaml.FileName}.");
            return;
        }

        var split = splits.OfFile ?? splits.Table.Of(file);
        var hasTruth = split != Split.Unlabelled && image.Extras is null or { Annotation: not null };
        list.Add(new DataItem(file, new FileSource(data.PathOf(file)))
        {
            Split = split,
            ReadTruth = hasTruth ? () => ReadTruth(data, file, image, index, classes) : null,
        }, $"{index.Name} (image {image.Key})");
    }

    private static List<Answer> ReadTruth(DataFolder data, string file, CocoImage image, CocoIndex index, ClassTable classes)
    {
        using var stream = data.OpenRead(index.Name);
        var (record, faults) = CocoFormat.ReadImage(stream, image, index);
        if (faults.Count > 0)
        {
            throw new BadItemException(new Fault(file, faults[0]));
        }

        var unknown = record.Annotation?.SelectMany(answer => answer.Labels).FirstOrDefault(label => classes.Find(label) is null);
        return unknown is not null
            ? throw new BadItemException(classes.Unknown(file, unknown))
            : [.. (record.Annotation ?? []).Select(answer => answer with { Labels = [.. answer.Labels.Select(label => classes.Find(label)!)] })];
    }
}
