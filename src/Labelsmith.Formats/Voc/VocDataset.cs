using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Voc;

/// <summary>Annotation files with their images as data to learn from. An image without a file is not labelled.</summary>
internal static class VocDataset
{
    private const string ImageFolder = "JPEGImages";
    private const string SetFolder = "ImageSets/Main";

    /// <summary>Pictures in these folders are masks, no items.</summary>
    private static readonly string[] MaskFolders = ["SegmentationClass", "SegmentationObject"];

    public static Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description.Splits is null ? description with { Splits = FindSets(data) } : description);
        var list = new ItemList();
        var classes = new ClassTable(description);
        var images = ListImages(data, description);
        var annotationOf = PairUp(data, description, images.ToLookup(PathNames.Stem), splits, classes, list);
        foreach (var image in images)
        {
            var split = splits.Of(image);
            var annotation = split == Split.Unlabelled ? null : annotationOf.GetValueOrDefault(image);
            list.Add(new DataItem(image, new FileSource(data.PathOf(image)))
            {
                Split = split,
                ReadTruth = annotation is null ? null : () => ReadTruth(data, annotation, image, classes),
            });
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Image,
            Task = description.Task ?? TaskKind.Detection,
            Items = list.OrThrow(data, "no images"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    /// <summary>Image → its annotation file, for those that can be read. Says what is wrong with the others, and meets all class names.</summary>
    private static Dictionary<string, string> PairUp(
        DataFolder data, DatasetDescription description, ILookup<string, string> images, SplitTable splits, ClassTable classes, ItemList list)
    {
        var finder = new ImageFinder(data, description.Images);
        var pairs = new Dictionary<string, string>();
        foreach (var file in ChooseFiles(data, description))
        {
            using var stream = data.OpenRead(file);
            var (annotation, faults) = VocAnnotation.Read(stream, file);
            foreach (var fault in faults)
            {
                list.Refuse(fault);
            }

            if (annotation is null)
            {
                continue;
            }

            // the development kit goes by the file's own name; the one inside is often of before a renaming
            var image = images[PathNames.Stem(file)].ToList() is [var only] ? only : annotation.FileName is { } name ? finder.Find(name, splits.Of(file)) : null;
            if (image is null)
            {
                list.Refuse(file, $"Its image '{annotation.FileName ?? PathNames.Stem(file)}' is not in the data, or several have this name: put it there, or name the folder under 'images' in {DatasetYaml.FileName}.");
            }
            else if (annotation.ToRecord(image).Annotation is null)
            {
                continue; // models alone have spoken
            }
            else if (!pairs.TryAdd(image, file))
            {
                list.Refuse(file, $"The image '{image}' has an annotation already ({pairs[image]}): take one of them out. This one is left out.");
            }
            else
            {
                MeetClasses(annotation, file, classes, list);
            }
        }

        return pairs;
    }

    private static void MeetClasses(VocAnnotation annotation, string file, ClassTable classes, ItemList list)
    {
        foreach (var label in annotation.Objects.Where(found => !found.IsPrediction).SelectMany(found => found.Answer.Labels).Distinct())
        {
            if (classes.Find(label) is null)
            {
                list.Refuse(classes.Unknown(file, label));
            }
        }
    }

    private static List<string> ChooseFiles(DataFolder data, DatasetDescription description)
    {
        var globs = description.Annotations?.Select(glob => new Glob(glob)).ToList();
        var files = data.Files.Where(file => globs is null
            ? VocFormat.IsXml(file) && VocFormat.IsAnnotation(data.ReadStart(file))
            : globs.Any(glob => glob.Matches(file))).ToList();
        return files.Count > 0 ? files : throw new BadDataException($"'{data.Name}' holds no annotation files of Pascal VOC (.xml with <annotation>).");
    }

    private static List<string> ListImages(DataFolder data, DatasetDescription description)
    {
        var images = data.Files.Where(file => ImageFile.HasImageName(file) && !HasFolder(file, MaskFolders)).ToList();
        if (description.Images is { } chosen)
        {
            return [.. images.Where(file => PathNames.IsIn(file, chosen))];
        }

        var standard = images.Where(file => HasFolder(file, ImageFolder)).ToList();
        return standard.Count > 0 ? standard : images;
    }

    private static bool HasFolder(string file, params ReadOnlySpan<string> names)
    {
        foreach (var folder in PathNames.Folder(file).Split('/'))
        {
            if (names.Contains(folder))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The splits of the development kit's layout; null where the data has none.</summary>
    private static Dictionary<Split, SplitRule>? FindSets(DataFolder data)
    {
        var sets = new (Split Split, string File)[] { (Split.Train, "train"), (Split.Validation, "val"), (Split.Test, "test") }
            .Select(set => (set.Split, File: $"{SetFolder}/{set.File}.txt")).Where(set => data.Contains(set.File)).ToList();
        return sets.Count == 0 ? null : sets.ToDictionary(set => set.Split, set => new SplitRule([], set.File));
    }

    private static List<Answer> ReadTruth(DataFolder data, string file, string image, ClassTable classes)
    {
        using var stream = data.OpenRead(file);
        var (annotation, faults) = VocAnnotation.Read(stream, file);
        var answers = annotation?.ToRecord(image).Annotation ?? throw new BadItemException(faults.Count > 0 ? faults[0] : new Fault(image, "Nobody has annotated the image."));
        var unknown = answers.SelectMany(answer => answer.Labels).FirstOrDefault(label => classes.Find(label) is null);
        return unknown is not null
            ? throw new BadItemException(classes.Unknown(file, unknown))
            : [.. answers.Select(answer => answer with { Labels = [.. answer.Labels.Select(label => classes.Find(label)!)] })];
    }
}
