using System.Text.Json.Serialization;

namespace Labelsmith.Domain.Schema;

/// <summary>How a control is answered.</summary>
public enum ControlKind
{
    /// <summary>One label of the whole item, or several where <see cref="Control.Multiple"/>.</summary>
    Choice,

    /// <summary>Regions of the item, each with one label.</summary>
    Regions,

    /// <summary>One number of the whole item.</summary>
    Number,
}

/// <summary>The regions that a control lets people draw. The names are those of the wire format.</summary>
public enum RegionKind
{
    Box,
    Polygon,
    Mask,
    Span,
    Segment,
}

/// <summary>One question of a label schema.</summary>
public sealed record Control
{
    /// <summary>Names the control in answers and exports; never changes once answers exist.</summary>
    public required string Key { get; init; }

    /// <summary>What people read.</summary>
    public required string Title { get; init; }

    public required ControlKind Kind { get; init; }

    /// <summary>For a choice: more than one label may be given. Ignored for others.</summary>
    public bool Multiple { get; init; }

    /// <summary>For regions: what may be drawn. Ignored for others.</summary>
    public IReadOnlyList<RegionKind> RegionKinds { get; init; } = [];

    /// <summary>For masks and polygons: what people leave unmarked. Ignored for other controls.</summary>
    public UnmarkedPixels Unmarked { get; init; }

    /// <summary>Empty for a number.</summary>
    public required IReadOnlyList<Label> Labels { get; init; }

    /// <summary>For a number: the smallest that may be given; null: any. Ignored for others.</summary>
    public double? Minimum { get; init; }

    /// <summary>For a number: the largest that may be given; null: any. Ignored for others.</summary>
    public double? Maximum { get; init; }

    /// <summary>For a number: what it counts or measures, such as <c>mm</c>; null: nothing is said. Ignored for others.</summary>
    public string? Unit { get; init; }

    /// <summary>Whether the regions say which pixels are what.</summary>
    [JsonIgnore]
    public bool MarksPixels => Kind == ControlKind.Regions && RegionKinds.Any(kind => kind is RegionKind.Mask or RegionKind.Polygon);

    /// <summary>Says what is wrong with the control, or null when it is sound.</summary>
    public string? FindFault()
    {
        if (string.IsNullOrWhiteSpace(Key) || string.IsNullOrWhiteSpace(Title))
        {
            return "A control needs a key and a title.";
        }

        if (Kind == ControlKind.Regions && RegionKinds.Count == 0)
        {
            return $"'{Title}' asks for regions: say of which kinds.";
        }

        if (Kind == ControlKind.Number && Minimum > Maximum)
        {
            return $"'{Title}' takes numbers from {Minimum} to {Maximum}: the first must not be larger.";
        }

        if (MarksPixels && Unmarked == UnmarkedPixels.Unknown && Labels.Count(label => !label.Retired) < 2)
        {
            return $"Where unmarked pixels of '{Title}' are unknown, one label says nothing: add another, such as background, and mark some of it too.";
        }

        var sameId = Labels.GroupBy(label => label.Id).FirstOrDefault(group => group.Count() > 1);
        if (sameId is not null)
        {
            return $"Two labels of '{Title}' have the id '{sameId.Key}'.";
        }

        var sameName = Labels.Where(label => !label.Retired).GroupBy(label => label.Name).FirstOrDefault(group => group.Count() > 1);
        return sameName is not null
            ? $"Two labels of '{Title}' are named '{sameName.Key}': rename or retire one."
            : Labels.Select(label => label.FindFault()).FirstOrDefault(fault => fault is not null);
    }
}
