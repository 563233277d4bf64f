using System.Numerics.Tensors;

namespace Labelsmith.Learning.Selection;

/// <summary>Items of which the model is unsure, and which differ from each other.</summary>
/// <remarks>Ash, Zhang, Krishnamurthy, Langford and Agarwal (2020), "Deep batch active learning by diverse, uncertain gradient lower
/// bounds", arXiv:1906.03671. An item's gradient, as if the likeliest answer were true, is the outer product of (p − answer) and what the
/// last layer decides by: long where the model is unsure. k-means++ (Arthur and Vassilvitskii 2007) draws gradients that are long and
/// far apart. The products are never written out: ⟨g, g'⟩ = ⟨q, q'⟩ · ⟨h, h'⟩. Deviations: the origin counts as a centre too, so that no
/// label is spent on an item of which the model is sure; and where a model gives no features, those of the item as such stand for
/// them.</remarks>
internal sealed class BadgeSelection() : SelectionStrategy(
    "badge",
    "BADGE",
    "Asks about items of which the model is unsure, and which differ from each other, so that no two labels teach the same. The usual choice once there is a model.",
    SelectionNeeds.Features | SelectionNeeds.Probabilities)
{
    public override string Explain(double value) =>
        FormattableString.Invariant($"the model is unsure (its answer has {value:0 %}), and no other item asked about is like it");

    /// <summary>Values are the probability of the likeliest answer.</summary>
    internal override IReadOnlyList<Pick> Select(SelectionInput input, int count, int seed, CancellationToken cancellation)
    {
        var (points, open) = (input.Points!, input.Open);
        var random = new Random(seed);
        random.Shuffle(open);
        var doubts = Array.ConvertAll(open, item => Doubt(input.Probabilities![item]!));
        var lengths = new float[open.Length]; // squared, of the gradients
        Parallel.For(0, open.Length, i => lengths[i] =
            TensorPrimitives.SumOfSquares<float>(doubts[i]) * TensorPrimitives.SumOfSquares(points[open[i]]));

        var (nearest, taken) = ((float[])lengths.Clone(), new bool[open.Length]); // at first to the origin
        var picks = new List<Pick>();
        while (picks.Count < Math.Min(count, open.Length))
        {
            cancellation.ThrowIfCancellationRequested();
            // the paper's code begins with the longest gradient
            var next = picks.Count == 0 ? Array.IndexOf(nearest, nearest.Max()) : Draw(nearest, taken, random);
            taken[next] = true;
            picks.Add(new Pick(open[next], input.Probabilities![open[next]]!.Max()));
            Parallel.For(0, open.Length, i =>
            {
                var product = TensorPrimitives.Dot<float>(doubts[i], doubts[next]) * TensorPrimitives.Dot(points[open[i]], points[open[next]]);
                var distance = taken[i] ? 0 : Math.Max(0, lengths[i] + lengths[next] - (2 * product));
                nearest[i] = Math.Min(nearest[i], distance);
            });
        }

        return picks;
    }

    /// <summary>p − answer: what the loss would pull at.</summary>
    private static float[] Doubt(float[] probabilities)
    {
        var doubt = (float[])probabilities.Clone();
        doubt[Ranking.Best(probabilities)] -= 1;
        return doubt;
    }

    /// <summary>By chance, in proportion to the squared distance; where all that are left lie at distance 0, the next one.</summary>
    private static int Draw(float[] nearest, bool[] taken, Random random)
    {
        var left = random.NextDouble() * nearest.Sum(distance => (double)distance);
        for (var i = 0; i < nearest.Length; i++)
        {
            left -= nearest[i];
            if (left < 0 && !taken[i])
            {
                return i;
            }
        }

        return Array.IndexOf(taken, false);
    }
}
