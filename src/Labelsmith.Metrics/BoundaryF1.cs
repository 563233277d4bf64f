namespace Labelsmith.Metrics;

/// <summary>How well outlines agree: F1 of boundary pixels that have one of the other's within a tolerance.</summary>
/// <remarks>Csurka, Larlus and Perronnin (2013), "What is a good evaluation measure for semantic segmentation?",
/// doi:10.5244/C.27.32, of one image. The image's edge is no boundary: it would agree without merit.</remarks>
public static class BoundaryF1
{
    /// <param name="truth">Shape (height × width): class ids; 255 has no meaning and bounds nothing.</param>
    /// <param name="predicted">Shape (height × width): class ids; 255 where truth has it.</param>
    /// <param name="label">The class whose outline is meant.</param>
    /// <param name="tolerance">In pixels, Euclidean.</param>
    /// <returns>0 to 1; NaN when neither has a boundary, 0 when only one has.</returns>
    /// <exception cref="ArgumentException">A span is not of that size.</exception>
    public static double Score(
        ReadOnlySpan<byte> truth, ReadOnlySpan<byte> predicted, int width, int height, byte label, double tolerance = 2)
    {
        Require.Shape(truth.Length, width, height);
        Require.Shape(predicted.Length, width, height);
        var real = Boundary.Find(truth, width, height, label, framed: false);
        var guessed = Boundary.Find(predicted, width, height, label, framed: false);
        if (real.Count == 0 || guessed.Count == 0)
        {
            return real.Count + guessed.Count == 0 ? double.NaN : 0;
        }

        var precision = Near(guessed, real, width, height, tolerance);
        var recall = Near(real, guessed, width, height, tolerance);
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    private static double Near(List<int> from, List<int> to, int width, int height, double tolerance)
    {
        var nearest = new NearestPixel(to, width, height);
        return (double)from.Count(pixel => nearest.Distance(pixel) <= tolerance) / from.Count;
    }
}
