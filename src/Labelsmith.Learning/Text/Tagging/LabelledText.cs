using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A text with its true spans.</summary>
internal sealed record LabelledText(TaggedText Text, List<TypedSpan> Spans)
{
    /// <summary>What could be read; what could not is left out and reported.</summary>
    public static List<LabelledText> Read(IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, LearningContext context) =>
        ItemReading.All(items, item => new LabelledText(TaggedText.Read(TextContent.Read(item)), SpansOf(item, classes)), context);

    /// <summary>The text's pieces as the vocabulary sees them.</summary>
    public IEnumerable<TaggedPiece> Pieces(TokenVocabulary vocabulary)
    {
        var states = TagStates.Of(Text.Words, Spans);
        foreach (var piece in Text.Pieces)
        {
            var own = states[piece];
            TagStates.Mend(own);
            yield return new TaggedPiece(vocabulary.Columns(Text.Features[piece]), own);
        }
    }

    private static List<TypedSpan> SpansOf(DataItem item, IReadOnlyList<string> classes)
    {
        var spans = new List<TypedSpan>();
        foreach (var answer in item.ReadTruth?.Invoke() ?? [])
        {
            if (answer is { Region: TextSpan span, Labels: [var label, ..] })
            {
                var type = classes.Index().Where(entry => entry.Item == label).Select(entry => entry.Index).FirstOrDefault(-1);
                spans.Add(type >= 0
                    ? new TypedSpan(span.Start, span.End, type)
                    : throw new BadItemException(new Fault(item.Id,
                        $"Its span '{label}' is not one of the classes {string.Join(", ", classes)}: correct it or add the class.")));
            }
        }

        return spans;
    }
}
