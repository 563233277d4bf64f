namespace Labelsmith.Metrics;

/// <summary>A part of a text with its type: equal when start, end and type are.</summary>
/// <param name="Start">The first unit, from 0.</param>
/// <param name="End">The unit after the last.</param>
/// <param name="Type">In 0..K-1.</param>
public readonly record struct TypedSpan(int Start, int End, int Type);

/// <summary>F1 of spans that agree exactly in start, end and type; counts of all texts are added first (micro).</summary>
/// <remarks>Tjong Kim Sang and De Meulder (2003), "Introduction to the CoNLL-2003 shared task", arXiv:cs/0306050. A span
/// that stands twice in one list counts once.</remarks>
public static class SpanF1
{
    /// <summary>What one or many texts gave: add the counts, then ask for the score.</summary>
    /// <param name="Hits">In both.</param>
    /// <param name="Truths">In truth.</param>
    /// <param name="Predictions">In prediction.</param>
    public readonly record struct Counts(long Hits, long Truths, long Predictions)
    {
        /// <summary>0 to 1; NaN when nothing was predicted.</summary>
        public double Precision => (double)Hits / Predictions;

        /// <summary>0 to 1; NaN when there is nothing to find.</summary>
        public double Recall => (double)Hits / Truths;

        /// <summary>0 to 1; NaN when there is neither truth nor prediction.</summary>
        public double F1 => 2.0 * Hits / (Truths + Predictions);

        public static Counts operator +(Counts left, Counts right) =>
            new(left.Hits + right.Hits, left.Truths + right.Truths, left.Predictions + right.Predictions);
    }

    /// <summary>Counts the spans of one text.</summary>
    public static Counts Count(IEnumerable<TypedSpan> truth, IEnumerable<TypedSpan> predicted)
    {
        var real = truth.ToHashSet();
        var guessed = predicted.ToHashSet();
        return new Counts(guessed.Count(real.Contains), real.Count, guessed.Count);
    }

    /// <returns>0 to 1, of one text; NaN when there is neither truth nor prediction.</returns>
    public static double Score(IEnumerable<TypedSpan> truth, IEnumerable<TypedSpan> predicted) => Count(truth, predicted).F1;
}
