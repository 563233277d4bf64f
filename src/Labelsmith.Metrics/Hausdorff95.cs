namespace Labelsmith.Metrics;

/// <summary>How far outlines stray from each other, leaving out the worst twentieth: the larger of the two directed
/// 95th percentiles of boundary-to-boundary distances.</summary>
/// <remarks>Huttenlocher, Klanderman and Rucklidge (1993), doi:10.1109/34.232073, with the percentile in place of the maximum as
/// Taha and Hanbury (2015), doi:10.1186/s12880-015-0068-x. Boundaries are pixels of the class with one of four neighbours outside
/// of it; the image's edge counts as outside.</remarks>
public static class Hausdorff95
{
    /// <param name="truth">Shape (height × width): class ids.</param>
    /// <param name="predicted">Shape (height × width): class ids.</param>
    /// <param name="label">The class whose outline is meant.</param>
    /// <returns>In pixels, 0 for equal outlines; NaN when the class is missing from either.</returns>
    /// <exception cref="ArgumentException">A span is not of that size.</exception>
    public static double Distance(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted, int width, int height, byte label)
    {
        Require.Shape(truth.Length, width, height);
        Require.Shape(predicted.Length, width, height);
        var real = Boundary.Find(truth, width, height, label, framed: true);
        var guessed = Boundary.Find(predicted, width, height, label, framed: true);
        return real.Count == 0 || guessed.Count == 0
            ? double.NaN
            : Math.Max(Directed(guessed, real, width, height), Directed(real, guessed, width, height));
    }

    private static double Directed(List<int> from, List<int> to, int width, int height)
    {
        var nearest = new NearestPixel(to, width, height);
        var distances = from.ConvertAll(nearest.Distance);
        distances.Sort();
        return Percentile.Of(distances, 0.95);
    }
}
