namespace Labelsmith.Metrics;

/// <summary>A window that slides over the boundaries of two segmentations.</summary>
internal static class BoundaryWindow
{
    /// <summary>The share of windows of so many places that are wrong by the numbers of boundaries in them.</summary>
    public static double Mean(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, int window, Func<int, int, bool> isWrong)
    {
        if (truth.Length != predicted.Length)
        {
            throw new ArgumentException($"Both segmentations are of one text: {truth.Length} and {predicted.Length} places differ.");
        }

        if (truth.Length == 0)
        {
            return double.NaN;
        }

        if (window < 1 || window > truth.Length)
        {
            throw new ArgumentException($"A window of {window} does not fit into {truth.Length} places.", nameof(window));
        }

        var wrong = 0;
        var places = truth.Length - window + 1;
        for (var start = 0; start < places; start++)
        {
            var (real, guessed) = (truth.Slice(start, window).Count(true), predicted.Slice(start, window).Count(true));
            wrong += isWrong(real, guessed) ? 1 : 0;
        }

        return (double)wrong / places;
    }
}
