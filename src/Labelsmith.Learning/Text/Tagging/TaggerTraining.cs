using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>What the learners of spans share: reading, the choice of how far weights are held back, and the fit.</summary>
internal sealed class TaggerTraining(int classCount, LearningContext context)
{
    private const int MostIterations = 80;
    private const double ReserveSeconds = 5;
    private const double PredictionSeconds = 0.02; // a text, generously

    private const double LeanStep = 0.25;
    private const int LeanSteps = 12;
    private const double LeastGain = 0.005; // of span F1: below it, probabilities stay as they were learned

    private static readonly double[] _strengths = [1, 3, 10, 0.3]; // where there is time for one only, it is the first

    private readonly int _states = TagStates.Count(classCount);

    /// <summary>Reads the labelled texts, and keeps time for what follows training.</summary>
    /// <exception cref="BadDataException">None to learn from has a span.</exception>
    public static (List<LabelledText> Train, List<LabelledText> Validation) Read(LearningSet items, LearningContext context)
    {
        context.Clock.Keep(TimeSpan.FromSeconds(ReserveSeconds + PredictionSeconds * context.ItemsAfterTraining));
        context.Tell(LearningStage.Preprocess, 0);
        var train = LabelledText.Read(items.Train, items.Classes, context);
        var validation = LabelledText.Read(items.Validation, items.Classes, context);
        return train.Any(text => text.Spans.Count > 0)
            ? (train, validation)
            : throw new BadDataException("Tagging needs labelled texts with spans, but none of those to learn from has any: mark a few.");
    }

    /// <summary>C: the one with the least loss on the validation texts, those to learn from where there are none.</summary>
    public double Choose(List<LabelledText> train, List<LabelledText> validation)
    {
        context.Tell(LearningStage.Features, 0);
        var (best, least) = (1.0, double.PositiveInfinity);
        var (model, vocabulary) = Prepare(train, []);
        var held = new HeldTexts(validation.Count > 0 ? validation : train, vocabulary);
        context.Tell(LearningStage.Train, 0);
        foreach (var strength in _strengths)
        {
            // half of the time is for the fit itself
            if (context.Clock is { TrainingLeft: { } left, Budget: { } budget } && left < (budget - context.Clock.Reserve) / 2)
            {
                break;
            }

            model.Fit(strength, MostIterations / 2, (_, _) => context.GoesOn());
            var loss = held.Score(model).Loss;
            (best, least) = loss < least ? (strength, loss) : (best, least);
        }

        context.Note(FormattableString.Invariant($"{vocabulary.ColumnCount} features of tokens; C = {best}, chosen on the validation items."));
        return best;
    }

    /// <summary>Learns the weights, and tells of each iteration where there are validation texts.</summary>
    /// <param name="guessed">Texts whose spans a model has guessed; they count less.</param>
    public (ConditionalRandomField Model, TokenVocabulary Vocabulary) Fit(
        IReadOnlyList<LabelledText> train, IReadOnlyList<LabelledText> validation, double strength, IReadOnlyList<GuessedText>? guessed = null)
    {
        var (model, vocabulary) = Prepare(train, guessed ?? []);
        var held = new HeldTexts(validation, vocabulary);
        model.Fit(strength, MostIterations, (iteration, loss) =>
        {
            if (validation.Count > 0)
            {
                var (heldLoss, f1) = held.Score(model);
                context.Tell(new EpochReport(iteration, MostIterations, loss, heldLoss, f1, "span_f1"), null);
            }

            return context.GoesOn();
        });
        return (model, vocabulary);
    }

    /// <summary>By how much to lower the score of being outside of spans. Where spans are rare the likelihood leaves doubtful ones out;
    /// the span F1 of the validation texts, smoothed over neighbours, says how many of them are worth finding.</summary>
    /// <returns>0 where there are no validation texts, or little would be gained.</returns>
    public double ChooseLean(ConditionalRandomField model, TokenVocabulary vocabulary, List<LabelledText> validation)
    {
        var held = new HeldTexts(validation, vocabulary);
        var f1 = new double[validation.Count == 0 ? 1 : LeanSteps + 2];
        for (var step = 0; step < f1.Length && validation.Count > 0 && context.GoesOn(); step++)
        {
            f1[step] = held.Score(model, LeanStep * step).SpanF1;
        }

        var best = Enumerable.Range(1, Math.Max(0, f1.Length - 2)).MaxBy(step => f1[step - 1] + f1[step] + f1[step + 1]);
        if (f1.Length < 3 || f1[best] < f1[0] + LeastGain)
        {
            return 0;
        }

        context.Note(FormattableString.Invariant(
            $"Doubtful spans are found rather than left out: {LeanStep * best} is taken from the score of being outside, which raises span F1 on the validation items from {f1[0]:0.000} to {f1[best]:0.000}."));
        return LeanStep * best;
    }

    /// <summary>Whether there is time to go on.</summary>
    private (ConditionalRandomField Model, TokenVocabulary Vocabulary) Prepare(
        IReadOnlyList<LabelledText> texts, IReadOnlyList<GuessedText> guessed)
    {
        var vocabulary = TokenVocabulary.Fit(texts.Select(text => text.Text).Concat(guessed.Select(text => text.Text)));
        List<TaggedPiece> pieces =
            [.. texts.SelectMany(text => text.Pieces(vocabulary)), .. guessed.SelectMany(text => text.Pieces(vocabulary))];
        return (ConditionalRandomField.Zero(pieces, vocabulary.ColumnCount, _states), vocabulary);
    }
}
