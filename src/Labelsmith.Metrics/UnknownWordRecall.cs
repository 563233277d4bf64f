namespace Labelsmith.Metrics;

/// <summary>Recall of the words that do not stand in what was learned from: how well a segmenter meets new words.</summary>
/// <remarks>The out-of-vocabulary recall of Sproat and Emerson (2003), "The first international Chinese word segmentation bakeoff",
/// ACL anthology W03-1719.</remarks>
public static class UnknownWordRecall
{
    /// <summary>What one or many texts gave: add the counts, then ask for the recall.</summary>
    /// <param name="Hits">Unknown words that were found.</param>
    /// <param name="Truths">Unknown words that there are; each occurrence counts.</param>
    public readonly record struct Counts(long Hits, long Truths)
    {
        /// <summary>0 to 1; NaN when every word is known.</summary>
        public double Recall => (double)Hits / Truths;

        public static Counts operator +(Counts left, Counts right) => new(left.Hits + right.Hits, left.Truths + right.Truths);
    }

    /// <summary>Counts the words of one text.</summary>
    /// <param name="text">In which the spans lie.</param>
    /// <param name="vocabulary">The known words.</param>
    public static Counts Count(
        string text, IEnumerable<TypedSpan> truth, IEnumerable<TypedSpan> predicted, IReadOnlySet<string> vocabulary)
    {
        var found = predicted.ToHashSet();
        var unknown = truth.Distinct().Where(word => !vocabulary.Contains(text[word.Start..word.End])).ToList();
        return new Counts(unknown.Count(found.Contains), unknown.Count);
    }
}
