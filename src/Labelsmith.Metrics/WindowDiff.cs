namespace Labelsmith.Metrics;

/// <summary>In how many windows over a text the number of boundaries is wrong.</summary>
/// <remarks>Pevzner and Hearst (2002), "A critique and improvement of an evaluation metric for text segmentation",
/// doi:10.1162/089120102317341756. Unlike <see cref="Pk"/> it also sees two boundaries close to each other.</remarks>
public static class WindowDiff
{
    /// <inheritdoc cref="Pk.Error"/>
    public static double Error(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, int window) =>
        BoundaryWindow.Mean(truth, predicted, window, (real, guessed) => real != guessed);
}
