using Labelsmith.Domain.Regions;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Which flips give pictures that could have been taken. A cell knows no up and down; a street does.</summary>
/// <param name="Mirror">Left and right may change places.</param>
/// <param name="UpsideDown">Top and bottom may change places.</param>
public sealed record Symmetry(bool Mirror, bool UpsideDown)
{
    private const double DifferenceAllowed = 0.12;

    /// <summary>Compares how often the classes occur in opposite halves, over all images: where they differ, as sky and road do,
    /// the halves must not change places.</summary>
    /// <param name="maps">Of class numbers, with their widths.</param>
    public static Symmetry Of(IReadOnlyList<(byte[] Classes, int Width)> maps)
    {
        var halves = new double[4][]; // left, right, top, bottom: share of each class
        for (var half = 0; half < 4; half++)
        {
            halves[half] = new double[256];
        }

        foreach (var (classes, width) in maps)
        {
            var height = classes.Length / width;
            for (var i = 0; i < classes.Length; i++)
            {
                if (classes[i] != LabelMap.Ignored)
                {
                    halves[2 * (i % width) < width ? 0 : 1][classes[i]]++;
                    halves[2 * (i / width) < height ? 2 : 3][classes[i]]++;
                }
            }
        }

        return new Symmetry(Difference(halves[0], halves[1]) < DifferenceAllowed, Difference(halves[2], halves[3]) < DifferenceAllowed);
    }

    /// <summary>Total variation distance of two histograms, 0 to 1.</summary>
    private static double Difference(double[] one, double[] other)
    {
        var (a, b) = (Math.Max(1, one.Sum()), Math.Max(1, other.Sum()));
        return one.Zip(other, (x, y) => Math.Abs((x / a) - (y / b))).Sum() / 2;
    }
}
