using System.Runtime.InteropServices;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>The settings of a <see cref="TextTagger"/>. The ONNX file scores each token by itself; the best row of states
/// follows from these scores and the transitions.</summary>
/// <param name="Seen">For people: what is seen of a token. The exact rules are those of the model's kind.</param>
/// <param name="Buckets">Shape (D), int32, little-endian, ascending, as base64: the hash bucket of each column.</param>
/// <param name="Transitions">Shape (states × states), row-major; states are outside, then first, middle, last and only one of each class.</param>
public sealed record TextTaggerSettings(string Seen, byte[] Buckets, double[] Transitions);

/// <summary>Finds spans in texts.</summary>
public sealed class TextTagger : IItemModel
{
    public const string Kind = "text-tagging-2";

    private readonly TokenVocabulary _vocabulary;
    private readonly TagTransitions _transitions;
    private readonly OnnxSession _session;

    public TextTagger(string directory, ModelCard card)
    {
        var settings = card.SettingsAs<TextTaggerSettings>();
        _vocabulary = new TokenVocabulary(MemoryMarshal.Cast<byte, int>(settings.Buckets).ToArray());
        _transitions = new TagTransitions(settings.Transitions, TagStates.Count(card.Classes.Count));
        _session = new OnnxSession(Path.Combine(directory, ModelFiles.Onnx));
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var (id, text, fault) in Prefetch.Select(items, Read, Environment.ProcessorCount + 1, cancellation))
        {
            yield return text is null ? new UnreadableOutput(id, fault!) : Tag(id, text);
        }
    }

    public void Dispose() => _session.Dispose();

    private static (string Id, TaggedText? Text, Fault? Fault) Read(DataItem item)
    {
        try
        {
            return (item.Id, TaggedText.Read(TextContent.Read(item)), null);
        }
        catch (BadItemException bad)
        {
            return (item.Id, null, bad.Fault);
        }
    }

    private SpanOutput Tag(string id, TaggedText text)
    {
        var spans = new List<(TypedSpan, double)>();
        var score = 1.0;
        foreach (var piece in text.Pieces)
        {
            var chain = new Chain(Score(text.Features.AsSpan(piece)), _transitions);
            var (states, probability) = chain.Best();
            spans.AddRange(SpanReading.Spans(chain, states, text.Words, piece.Start.Value));
            score *= probability;
        }

        return new SpanOutput(id, spans, score);
    }

    /// <summary>Rows of columns, filled up with the one after the last, which weighs nothing.</summary>
    private double[] Score(ReadOnlySpan<int[]> features)
    {
        var columns = _vocabulary.Columns(features);
        var width = Math.Max(1, columns.Max(row => row.Length));
        var input = new float[columns.Length * width];
        input.AsSpan().Fill(_vocabulary.ColumnCount);
        for (var token = 0; token < columns.Length; token++)
        {
            for (var i = 0; i < columns[token].Length; i++)
            {
                input[token * width + i] = columns[token][i];
            }
        }

        return Array.ConvertAll(_session.Run(input, columns.Length, width), value => (double)value);
    }
}
