using System.Globalization;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Conll;

/// <summary>Writes texts as rows of token and tag. An item with answers of a person and of a model is written twice, one after the other.</summary>
internal sealed class ConllWriter(Stream output)
{
    /// <summary>As CoNLL-U Plus names its columns.</summary>
    public const string FirstLine = "# global.columns = FORM TAG";

    private const int FlushLength = 64 << 10;

    private readonly StringBuilder rows = new(FirstLine + "\n\n");

    public async Task AppendAsync(ItemRecord record, CancellationToken cancel)
    {
        if (record.Text is not { } text)
        {
            return;
        }

        if (record.Annotation is not null || record.Prediction is null)
        {
            Append(record.Id, text, record.Annotation, null);
        }

        if (record.Prediction is { } prediction)
        {
            Append(record.Id, text, prediction.Answers, prediction);
        }

        if (rows.Length > FlushLength)
        {
            await FlushAsync(cancel);
        }
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        await output.WriteAsync(Encoding.UTF8.GetBytes(rows.ToString()), cancel);
        rows.Clear();
        await output.FlushAsync(cancel);
    }

    private void Append(string id, string text, IReadOnlyList<Answer>? answers, PredictionRecord? prediction)
    {
        var words = Words.Find(text);
        var spans = Choose(answers ?? [], words);
        Comment(ConllComment.Id, id);
        if (prediction is not null)
        {
            Comment(ConllComment.Prediction, $"{prediction.Score.ToString("R", CultureInfo.InvariantCulture)} {prediction.Model}");
        }

        if (answers is not null && answers.Count > spans.Count)
        {
            Comment(ConllComment.LeftOut, (answers.Count - spans.Count).ToString(CultureInfo.InvariantCulture));
        }

        Comment(ConllComment.Text, text); // last: a file that is cut off earlier has no item here
        var span = 0; // the first that does not end before the token
        foreach (var token in Cut(words, spans))
        {
            while (span < spans.Count && spans[span].End <= token.Start.Value)
            {
                span++;
            }

            var tag = answers is null ? ConllTag.Unknown : span < spans.Count ? TagOf(token, spans[span]) : ConllTag.Outside;
            rows.Append(text[token]).Append('\t').Append(tag).Append('\n');
        }

        rows.Append('\n');
    }

    private void Comment(string key, string value) => rows.Append(ConllComment.Write(key, value)).Append('\n');

    /// <summary>The spans that tags can say: from the text's beginning on, each that overlaps none before it; of two that begin together the longer one.
    /// Their ends lie at words' characters, since white space belongs to no token.</summary>
    private static List<(int Start, int End, string Label)> Choose(IReadOnlyList<Answer> answers, List<Range> words)
    {
        var chosen = new List<(int Start, int End, string Label)>();
        var word = 0;
        foreach (var (span, label) in answers
            .Where(answer => answer is { Region: TextSpan, Labels.Count: > 0 })
            .Select(answer => (Span: (TextSpan)answer.Region!, Label: answer.Labels[0]))
            .OrderBy(entry => entry.Span.Start).ThenByDescending(entry => entry.Span.End))
        {
            while (word < words.Count && words[word].End.Value <= span.Start)
            {
                word++;
            }

            var last = word;
            while (last + 1 < words.Count && words[last + 1].Start.Value < span.End)
            {
                last++;
            }

            if (word < words.Count && words[word].Start.Value < span.End && (chosen.Count == 0 || chosen[^1].End <= span.Start))
            {
                chosen.Add((Math.Max(span.Start, words[word].Start.Value), Math.Min(span.End, words[last].End.Value), OneLine(label)));
            }
        }

        return chosen;
    }

    /// <summary>The words, those cut in which a span begins or ends.</summary>
    private static IEnumerable<Range> Cut(List<Range> words, List<(int Start, int End, string Label)> spans)
    {
        var edges = spans.SelectMany(span => new[] { span.Start, span.End }).ToList(); // ascending: spans do not overlap
        var edge = 0;
        foreach (var word in words)
        {
            var start = word.Start.Value;
            for (; edge < edges.Count && edges[edge] < word.End.Value; edge++)
            {
                if (edges[edge] > start)
                {
                    yield return start..edges[edge];
                    start = edges[edge];
                }
            }

            yield return start..word.End;
        }
    }

    private static string TagOf(Range token, (int Start, int End, string Label) span) =>
        token.Start.Value < span.Start ? ConllTag.Outside : (token.Start.Value == span.Start ? "B-" : "I-") + span.Label;

    private static string OneLine(string label) => label.Any(char.IsControl) ? string.Concat(label.Select(letter => char.IsControl(letter) ? ' ' : letter)) : label;
}
