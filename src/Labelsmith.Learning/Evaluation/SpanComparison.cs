using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Text;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Evaluation;

/// <summary>Spans of texts; where the true ones are all the words of all texts, as a segmentation into words.</summary>
/// <param name="learnedFrom">Items whose words are known; may be empty.</param>
internal sealed class SpanComparison(IEnumerable<DataItem> learnedFrom) : AnswerComparison
{
    public override EvaluationResult Compare(
        Dataset truth, List<ComparedItem> pairs, int seed, List<Fault> faults, Action<ComparedItem> compared)
    {
        var classes = Classes(truth, pairs, answer => answer.Region is TextSpan);
        var areWords = classes.Count == 1 && pairs.TrueForAll(pair => TextOf(pair.Item) is { } text && AreWords(text, pair.Truth));
        var evaluator = new TaggingEvaluator(classes, seed, areWords ? KnownWords() : null);
        foreach (var pair in pairs)
        {
            var text = areWords ? TextOf(pair.Item)! : "";
            var score = evaluator.Add(pair.Item.Id, Spans(pair.Truth, classes), Spans(pair.Predicted, classes), text);
            compared(pair with { Score = score });
        }

        return evaluator.Finish();
    }

    /// <summary>Whether the spans cover everything but white space, and nothing twice.</summary>
    private static bool AreWords(string text, IReadOnlyList<Answer> answers)
    {
        var end = 0;
        foreach (var span in answers.Select(answer => answer.Region).OfType<TextSpan>().OrderBy(span => span.Start))
        {
            if (span.Start < end || span.End > text.Length || !string.IsNullOrWhiteSpace(text[end..span.Start]))
            {
                return false;
            }

            end = span.End;
        }

        return end > 0 && string.IsNullOrWhiteSpace(text[end..]);
    }

    private HashSet<string> KnownWords()
    {
        var words = new HashSet<string>();
        foreach (var item in learnedFrom.Where(item => item.IsLabelled))
        {
            if (TextOf(item) is { } text)
            {
                words.UnionWith(TruthOf(item).Select(answer => answer.Region).OfType<TextSpan>()
                    .Where(span => span.End <= text.Length).Select(span => text[span.Start..span.End]));
            }
        }

        return words;
    }

    private static IReadOnlyList<Answer> TruthOf(DataItem item)
    {
        try
        {
            return item.ReadTruth!();
        }
        catch (BadItemException)
        {
            return []; // reported where it is learned from
        }
    }

    /// <summary>Null where the item is no text, or gone.</summary>
    private static string? TextOf(DataItem item)
    {
        try
        {
            return TextContent.Read(item);
        }
        catch (BadItemException)
        {
            return null;
        }
    }

    private static List<TypedSpan> Spans(IReadOnlyList<Answer> answers, IReadOnlyList<string> classes) =>
    [
        .. from answer in answers
           where answer.Region is TextSpan
           let span = (TextSpan)answer.Region!
           from label in answer.Labels
           where IndexOf(classes, label) >= 0
           select new TypedSpan(span.Start, span.End, IndexOf(classes, label)),
    ];
}
