using Labelsmith.Domain;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Formats.Datasets;

/// <summary>Where people draw only the things, what they leave out is a class too.</summary>
internal static class Backgrounds
{
    private const string DefaultName = "background";

    /// <summary>For segmentation the classes with a background among them, as the first where they name none; else, and where
    /// unmarked pixels are unknown, the classes alone.</summary>
    public static (IReadOnlyList<string> Classes, string? Name) Of(
        TaskKind? task, IReadOnlyList<string> classes, UnmarkedPixels unmarked = UnmarkedPixels.Background)
    {
        if (task != TaskKind.Segmentation || unmarked == UnmarkedPixels.Unknown)
        {
            return (classes, null);
        }

        var named = Find(classes);
        return named is not null ? (classes, named) : ([DefaultName, .. classes], DefaultName);
    }

    /// <summary>The class that says by its name that nothing is there; null where none does.</summary>
    public static string? Find(IReadOnlyList<string> classes) =>
        classes.FirstOrDefault(name => name.Equals(DefaultName, StringComparison.OrdinalIgnoreCase));
}
