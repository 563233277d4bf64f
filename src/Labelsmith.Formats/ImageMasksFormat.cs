using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats;

/// <summary>Images with a mask of the same name in another folder, whose values (or indices, or colours) are class ids.</summary>
internal sealed class ImageMasksFormat : IDatasetFormat
{
    private static readonly string[] MaskFolders =
        ["label", "labels", "mask", "masks", "annotations", "annot", "annots", "gt", "groundtruth", "ground_truth", "segmentation", "SegmentationClass"];

    public string Key => "image-masks";

    public string Title => "Images with masks";

    public IReadOnlyList<Medium> Media => [Medium.Image];

    public bool Recognizes(DataFolder data) => FindMaskFolders(data).Count > 0;

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var folders = description.Masks ?? FindMaskFolders(data);
        if (folders.Count == 0)
        {
            throw new BadDataException($"'{data.Name}' has no folder of masks beside a folder of images: say which is which under 'masks' in {DatasetYaml.FileName}.");
        }

        CheckFolders(data, folders);
        var splits = new SplitTable(data, description);
        var maskOf = folders.ToDictionary(pair => pair.Key, pair => MasksByStem(data, pair.Value));
        var images = data.Files.Where(file => ImageFile.HasImageName(file) && !folders.Values.Any(folder => PathNames.IsIn(file, folder))).ToList();
        var pairs = images.Select(image => (Image: image, Mask: FindMask(image, folders, maskOf))).ToList();
        var classes = MaskClasses.Of(description, pairs.Select(pair => pair.Mask).OfType<string>().Select(mask => (data.PathOf(mask), mask)));
        var list = new ItemList();
        foreach (var (image, mask) in pairs)
        {
            list.Add(CreateItem(data, image, mask, splits.Of(image), classes, list));
        }

        RefuseLonelyMasks(list, maskOf.Values.SelectMany(masks => masks.Values).Except(pairs.Select(pair => pair.Mask).OfType<string>()));
        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Image,
            Task = description.Task ?? TaskKind.Segmentation,
            Items = list.OrThrow(data, "no images"),
            Classes = classes.Names,
            Background = classes.Background,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static DataItem CreateItem(
        DataFolder data, string image, string? mask, Split? split, MaskClasses classes, ItemList list)
    {
        var item = new DataItem(image, new FileSource(data.PathOf(image))) { Split = split };
        if (mask is null)
        {
            if (split is Split.Test or Split.Validation)
            {
                list.Refuse(image, "The image has no mask of its name: it counts as unlabelled.");
            }

            return item;
        }

        return split == Split.Unlabelled
            ? item
            : item with { ReadTruth = () => classes.ReadTruth(data.PathOf(image), image, data.PathOf(mask), mask) };
    }

    private static void CheckFolders(DataFolder data, IReadOnlyDictionary<string, string> folders)
    {
        var missing = folders.SelectMany(pair => (string[])[pair.Key, pair.Value])
            .FirstOrDefault(folder => !data.Files.Any(file => PathNames.IsIn(file, folder)));
        if (missing is not null)
        {
            throw new BadDataException($"'masks' names the folder '{missing}', which is not there or empty: check its path relative to '{data.Name}'.");
        }
    }

    private static void RefuseLonelyMasks(ItemList list, IEnumerable<string> masks)
    {
        foreach (var mask in masks)
        {
            list.Refuse(mask, "The mask belongs to no image of its name and is left out.");
        }
    }

    /// <summary>By the path below the folder, without ending.</summary>
    private static Dictionary<string, string> MasksByStem(DataFolder data, string folder)
    {
        var masks = new Dictionary<string, string>();
        foreach (var file in data.Files.Where(file => PathNames.IsIn(file, folder) && ImageFile.HasImageName(file)))
        {
            masks.TryAdd(BelowWithoutEnding(file, folder), file);
        }

        return masks;
    }

    /// <summary>The mask of the same path below the folder's partner; it may bear a suffix such as <c>_mask</c>.</summary>
    private static string? FindMask(
        string image, IReadOnlyDictionary<string, string> folders, Dictionary<string, Dictionary<string, string>> maskOf)
    {
        foreach (var folder in folders.Keys.Where(folder => PathNames.IsIn(image, folder)).OrderByDescending(folder => folder.Length))
        {
            var name = BelowWithoutEnding(image, folder);
            foreach (var suffix in (string[])["", "_mask", "-mask", "_label", "_labels", "_gt", "_L"])
            {
                if (maskOf[folder].TryGetValue(name + suffix, out var mask))
                {
                    return mask;
                }
            }
        }

        return null;
    }

    private static string BelowWithoutEnding(string file, string folder)
    {
        var below = folder == "" ? file : file[(folder.Length + 1)..];
        return PathNames.Join(PathNames.Folder(below), PathNames.Stem(below));
    }

    /// <summary>Pairs of folders beside each other of which one is named like masks and holds the names of the other: <c>image</c> and
    /// <c>label</c>, <c>train</c> and <c>trainannot</c>.</summary>
    private static Dictionary<string, string> FindMaskFolders(DataFolder data)
    {
        var stems = data.Files.Where(ImageFile.HasImageName).GroupBy(PathNames.Folder)
            .ToDictionary(group => group.Key, group => group.Select(PathNames.Stem).ToHashSet());
        var found = new Dictionary<string, string>();
        foreach (var masks in stems.Keys.Where(folder => folder != ""))
        {
            var (parent, name) = (PathNames.Folder(masks), PathNames.Name(masks));
            var partners = stems.Keys.Where(folder => folder != masks && folder != "" && PathNames.Folder(folder) == parent && IsMaskName(name, PathNames.Name(folder)));
            foreach (var images in partners.Where(folder => stems[masks].Overlaps(stems[folder])))
            {
                found.TryAdd(images, masks);
            }
        }

        return found;
    }

    private static bool IsMaskName(string masks, string images) =>
        MaskFolders.Contains(masks, StringComparer.OrdinalIgnoreCase) && !MaskFolders.Contains(images, StringComparer.OrdinalIgnoreCase)
        || MaskFolders.Any(suffix => masks.Equals(images + suffix, StringComparison.OrdinalIgnoreCase)
            || masks.Equals($"{images}_{suffix}", StringComparison.OrdinalIgnoreCase));
}
