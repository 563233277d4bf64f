using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Reads what people answered.</summary>
public static class ItemTruth
{
    /// <summary>The number of the one class of a whole item.</summary>
    /// <exception cref="BadItemException">There is no answer, more than one, or one that is not among the classes.</exception>
    public static int ClassOf(DataItem item, IReadOnlyList<string> classes) => IndexOf(item, LabelOf(item), classes);

    /// <summary>The objects of an image: the boxes, and those around other regions.</summary>
    /// <returns>Class numbers and boxes, as they were drawn.</returns>
    /// <exception cref="BadItemException">A region is broken, or its label is not among the classes.</exception>
    public static IReadOnlyList<(int Class, Box Box)> BoxesOf(DataItem item, IReadOnlyList<string> classes)
    {
        var boxes = new List<(int, Box)>();
        foreach (var answer in Answers(item))
        {
            if (answer.Region is { } region && RegionExtent.Bounds(region) is { } box)
            {
                boxes.AddRange(region.FindFault() is { } fault
                    ? throw new BadItemException(new Fault(item.Id, fault))
                    : answer.Labels.Select(label => (IndexOf(item, label, classes), box)));
            }
        }

        return boxes;
    }

    /// <summary>The marked segments of a recording, by their beginnings; types are class numbers.</summary>
    /// <exception cref="BadItemException">A segment is broken, or its label is not among the classes.</exception>
    public static IReadOnlyList<TypedSegment> SegmentsOf(DataItem item, IReadOnlyList<string> classes)
    {
        var segments = new List<TypedSegment>();
        foreach (var answer in Answers(item))
        {
            if (answer.Region is SoundSegment segment)
            {
                segments.AddRange(segment.FindFault() is { } fault
                    ? throw new BadItemException(new Fault(item.Id, fault))
                    : answer.Labels.Select(label => new TypedSegment(segment.Start, segment.End, IndexOf(item, label, classes))));
            }
        }

        return [.. segments.OrderBy(segment => segment.Start)];
    }

    /// <summary>The one label of a whole item.</summary>
    /// <exception cref="BadItemException">There is none, or more than one.</exception>
    public static string LabelOf(DataItem item)
    {
        var labels = Answers(item).Where(answer => answer.Region is null).SelectMany(answer => answer.Labels).Distinct().ToList();
        return labels switch
        {
            [var label] => label,
            [] => throw new BadItemException(new Fault(item.Id, "It has no label for the whole item: give it one.")),
            _ => throw new BadItemException(new Fault(item.Id,
                $"It has {labels.Count} labels ({string.Join(", ", labels)}), but only one can be learned: keep one.")),
        };
    }

    /// <summary>Which of the classes a whole item has.</summary>
    /// <returns>Shape (classes).</returns>
    /// <exception cref="BadItemException">A label is not among the classes.</exception>
    public static bool[] LabelsOf(DataItem item, IReadOnlyList<string> classes)
    {
        var set = new bool[classes.Count];
        foreach (var label in Answers(item).Where(answer => answer.Region is null).SelectMany(answer => answer.Labels))
        {
            set[IndexOf(item, label, classes)] = true;
        }

        return set;
    }

    /// <summary>The number of a whole item.</summary>
    /// <exception cref="BadItemException">There is none.</exception>
    public static double NumberOf(DataItem item) => NumberIn(Answers(item)) ?? throw new BadItemException(new Fault(item.Id,
        "It has no number for the whole item, nor one label that reads like one: give it one."));

    /// <summary>The number among answers: as such, or as the only label, for files often write numbers in the column of labels. Null: none.</summary>
    internal static double? NumberIn(IReadOnlyList<Answer> answers)
    {
        if (answers.FirstOrDefault(answer => answer.Number is not null) is { Number: { } number })
        {
            return number;
        }

        return answers.Where(answer => answer.Region is null).SelectMany(answer => answer.Labels).Distinct().ToList() is [var label]
            && double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read)
            ? read
            : null;
    }

    private static int IndexOf(DataItem item, string label, IReadOnlyList<string> classes)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            if (classes[i] == label)
            {
                return i;
            }
        }

        throw new BadItemException(new Fault(item.Id,
            $"Its label '{label}' is not one of the classes {string.Join(", ", classes)}: correct it or add the class."));
    }

    private static IReadOnlyList<Answer> Answers(DataItem item) =>
        item.ReadTruth?.Invoke() ?? throw new ArgumentException($"'{item.Id}' is not labelled.", nameof(item));
}
