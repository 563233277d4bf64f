using System.Runtime.InteropServices;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Metrics;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Spans of texts, by a conditional random field on what is seen of tokens: seconds on some dozens of texts, in any
/// language.</summary>
internal sealed class TextTagging : ILearner
{
    private const int MostIterations = 80;
    private const double ReserveSeconds = 5;
    private const double PredictionSeconds = 0.02; // a text, generously

    private static readonly double[] _strengths = [0.3, 1, 3, 10];

    public TaskKind Task => TaskKind.Tagging;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Clock.Keep(TimeSpan.FromSeconds(ReserveSeconds + PredictionSeconds * context.ItemsAfterTraining));
        context.Tell(LearningStage.Preprocess, 0);
        var train = Read(items.Train, items.Classes, context);
        var validation = Read(items.Validation, items.Classes, context);
        if (!train.Any(text => text.Spans.Count > 0))
        {
            throw new BadDataException("Tagging needs labelled texts with spans, but none of those to learn from has any: mark a few.");
        }

        context.Tell(LearningStage.Features, 0);
        var vocabulary = TokenVocabulary.Fit(train.Select(text => text.Text));
        var known = Pieces(train, vocabulary);
        var held = validation.Count > 0 ? validation : train;
        var heldPieces = Pieces(held, vocabulary);

        context.Tell(LearningStage.Train, 0);
        var states = TagStates.Count(items.Classes.Count);
        var strength = Choose(known, heldPieces, vocabulary, states, context);
        var model = new ConditionalRandomField(vocabulary.ColumnCount, states);
        model.Fit(known, strength, MostIterations, (iteration, loss) =>
        {
            var score = Score(model, held, vocabulary);
            context.Tell(new EpochReport(iteration, MostIterations, loss, model.Loss(heldPieces), score, "span_f1"), null);
            return GoesOn(context);
        });
        context.Note(FormattableString.Invariant($"{vocabulary.ColumnCount} features of tokens; C = {strength}, chosen on the validation items."));

        if (validation.Count > 0 && GoesOn(context))
        {
            train.AddRange(validation);
            vocabulary = TokenVocabulary.Fit(train.Select(text => text.Text));
            model = new ConditionalRandomField(vocabulary.ColumnCount, states);
            model.Fit(Pieces(train, vocabulary), strength, MostIterations, (_, _) => GoesOn(context));
            context.Note("After all choices were made, the weights were learned once more with the validation items.");
        }

        Write(model, vocabulary, items, context);
    }

    private static List<(TaggedText Text, List<TypedSpan> Spans)> Read(
        IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, LearningContext context) =>
        ItemReading.All(items, item => (TaggedText.Read(TextContent.Read(item)), Spans(item, classes)), context);

    private static List<TypedSpan> Spans(DataItem item, IReadOnlyList<string> classes)
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

    private static List<TaggedPiece> Pieces(List<(TaggedText Text, List<TypedSpan> Spans)> texts, TokenVocabulary vocabulary)
    {
        var pieces = new List<TaggedPiece>();
        foreach (var (text, spans) in texts)
        {
            var columns = Array.ConvertAll(text.Features, vocabulary.Columns);
            var states = TagStates.Of(text.Words, spans);
            for (var i = 0; i + 1 < text.Cuts.Count; i++)
            {
                var piece = text.Cuts[i]..text.Cuts[i + 1];
                if (piece.Start.Value < piece.End.Value)
                {
                    var own = states[piece];
                    own[0] -= TagStates.IsLater(own[0]) ? 1 : 0; // a span that was cut begins anew
                    pieces.Add(new TaggedPiece(columns[piece], own));
                }
            }
        }

        return pieces;
    }

    private static double Choose(
        List<TaggedPiece> known, List<TaggedPiece> held, TokenVocabulary vocabulary, int states, LearningContext context)
    {
        var (best, least) = (1.0, double.PositiveInfinity);
        var model = new ConditionalRandomField(vocabulary.ColumnCount, states);
        foreach (var strength in _strengths)
        {
            // half of the time is for the fit itself
            if (context.Clock is { TrainingLeft: { } left, Budget: { } budget } && left < (budget - context.Clock.Reserve) / 2)
            {
                break;
            }

            model.Fit(known, strength, MostIterations / 2, (_, _) => GoesOn(context));
            var loss = model.Loss(held);
            (best, least) = loss < least ? (strength, loss) : (best, least);
        }

        return best;
    }

    private static double Score(ConditionalRandomField model, List<(TaggedText Text, List<TypedSpan> Spans)> texts, TokenVocabulary vocabulary)
    {
        var counts = default(SpanF1.Counts);
        foreach (var (text, spans) in texts)
        {
            var found = new List<TypedSpan>();
            for (var i = 0; i + 1 < text.Cuts.Count; i++)
            {
                if (text.Cuts[i] < text.Cuts[i + 1])
                {
                    var chain = model.Read(Array.ConvertAll(text.Features[text.Cuts[i]..text.Cuts[i + 1]], vocabulary.Columns));
                    found.AddRange(SpanReading.Spans(chain, chain.Best().States, text.Words, text.Cuts[i]).Select(entry => entry.Span));
                }
            }

            counts += SpanF1.Count(spans, found);
        }

        return double.IsNaN(counts.F1) ? 0 : counts.F1;
    }

    private static bool GoesOn(LearningContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return context.Clock.TrainingLeft is not { } left || left > TimeSpan.Zero;
    }

    private static void Write(ConditionalRandomField model, TokenVocabulary vocabulary, LearningSet items, LearningContext context)
    {
        using var scope = NewDisposeScope();
        var states = TagStates.Count(items.Classes.Count);
        float[] rows = [.. model.Weights.ToArray().Select(value => (float)value), .. new float[states]]; // the last one fills up
        var weight = tensor(rows, [vocabulary.ColumnCount + 1, states]);
        var graph = new OnnxGraph(TextTagger.Kind);
        var columns = graph.Node("Cast", [graph.Input("columns", "tokens", "seen")], ("to", 7)); // to int64
        var taken = graph.Node("Gather", [graph.Constant(weight), columns], ("axis", 0));
        var sum = graph.Node("ReduceSum", [taken, graph.Constant(tensor(new long[] { 1 }))], ("keepdims", 0));
        graph.Output(sum, "scores", "tokens", states);
        graph.Write(Path.Combine(context.ModelDirectory, ModelFiles.Onnx));
        Safetensors.Write(
            Path.Combine(context.ModelDirectory, ModelFiles.Weights),
            new Dictionary<string, Tensor>
            {
                ["weight"] = weight,
                ["transitions"] = tensor(model.Transitions.ToArray().Select(value => (float)value).ToArray(), [states, states]),
            });
        new ModelCard
        {
            Kind = TextTagger.Kind,
            Task = TaskKind.Tagging,
            Medium = Medium.Text,
            Classes = items.Classes,
            Architecture = $"Conditional random field on {vocabulary.ColumnCount} features",
            Settings = ModelCard.ToSettings(new TextTaggerSettings(
                TokenFeatures.Description, MemoryMarshal.AsBytes(vocabulary.Buckets).ToArray(), model.Transitions.ToArray())),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
