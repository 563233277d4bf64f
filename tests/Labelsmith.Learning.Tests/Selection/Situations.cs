using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Selection;

namespace Labelsmith.Learning.Tests.Selection;

/// <summary>Items to choose from, made for a purpose.</summary>
internal static class Situations
{
    /// <summary>Points and answers by chance, as three variants of a model see them.</summary>
    public static SelectionInput Any(int count, int labelled, int seed = 0)
    {
        var random = new Random(seed);
        var answers = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, count).Select(_ => Answer(random)).ToArray()).ToArray();
        return new SelectionInput
        {
            Labelled = [.. Enumerable.Range(0, count).Select(item => item < labelled)],
            Points = new PointSet([.. Enumerable.Range(0, 2 * count).Select(_ => random.NextSingle())], 2),
            Probabilities = [.. answers[0].Select((answer, item) => item < labelled ? null : answer)],
            Samples = new Variants(answers),
        };
    }

    public static SelectionInput Equal(int count) => new()
    {
        Labelled = new bool[count],
        Points = new PointSet(new float[2 * count], 2),
        Probabilities = [.. Enumerable.Repeat<float[]>([0.5f, 0.25f, 0.25f], count)],
        Samples = new Variants([[.. Enumerable.Repeat<float[]>([0.5f, 0.25f, 0.25f], count)]]),
    };

    /// <summary>Only probabilities, none labelled.</summary>
    public static SelectionInput Of(params float[][] probabilities) =>
        new() { Labelled = new bool[probabilities.Length], Probabilities = probabilities };

    /// <summary>Only points, none labelled.</summary>
    public static SelectionInput At(params (float X, float Y)[] points) => new()
    {
        Labelled = new bool[points.Length],
        Points = new PointSet([.. points.SelectMany(point => (float[])[point.X, point.Y])], 2),
    };

    public static int[] Choose(string strategy, SelectionInput input, int count, int seed = 0) =>
        [.. SelectionCatalog.Resolve(strategy, hasModel: true)
            .Select(input, count, seed, TestContext.Current.CancellationToken).Select(pick => pick.Item)];

    private static float[] Answer(Random random)
    {
        float[] raw = [random.NextSingle(), random.NextSingle(), random.NextSingle()];
        return Array.ConvertAll(raw, value => value / raw.Sum());
    }

    /// <param name="answers">Shape (T, N, K).</param>
    internal sealed class Variants(float[][][] answers) : IModelSamples
    {
        public int Count => answers.Length;

        public int ClassCount => answers[0][0].Length;

        public void Answer(int item, Span<float> probabilities)
        {
            for (var sample = 0; sample < Count; sample++)
            {
                answers[sample][item].CopyTo(probabilities[(sample * ClassCount)..]);
            }
        }
    }
}
