using Labelsmith.Domain;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Spans of texts by self-training: a model of the labels tags the unlabelled texts, a new one learns from both, in rounds.</summary>
/// <remarks>
/// Scudder (1965), doi:10.1109/TIT.1965.1053799; Yarowsky (1995), doi:10.3115/981658.981684. Only what the model is sure of is learned:
/// the other tokens of a text stay unknown, so that no text has to be sure as a whole. Assumes that the model of the labels is right
/// where it is sure; what it is surely wrong about is wrong for good. Gains come from words that the labels do not have, seen in
/// surroundings that they do.
/// </remarks>
internal sealed class TaggingSelfTraining : ILearner
{
    private const int Rounds = 3;
    private const int MostTexts = 20_000;

    /// <summary>Of a span or of a token outside of spans.</summary>
    private const double LeastProbability = 0.9;

    /// <summary>All guessed tokens together weigh so many times what the labelled ones do, at most.</summary>
    private const double MostWeight = 2;

    public TaskKind Task => TaskKind.Tagging;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        var (train, validation) = TaggerTraining.Read(items, context);
        var pool = ItemReading.All([.. items.Pool.Take(MostTexts)], item => TaggedText.Read(TextContent.Read(item)), context);
        var training = new TaggerTraining(items.Classes.Count, context);
        var strength = training.Choose(train, validation);
        var (model, vocabulary) = training.Fit(train, validation, strength);
        var lean = training.ChooseLean(model, vocabulary, validation);

        // all choices are made: what follows learns from the validation texts too
        train.AddRange(validation);
        for (var round = 0; round <= Rounds && context.GoesOn(); round++)
        {
            var guessed = round == 0 ? [] : Guess(pool, model, vocabulary, lean, train.Sum(text => text.Text.Words.Count));
            var next = training.Fit(train, [], strength, guessed);
            if (!context.GoesOn())
            {
                context.Note("The time was up in the middle of a round, so the model is that of the round before: more minutes may give a better one.");
                break;
            }

            (model, vocabulary) = next;
            if (round > 0)
            {
                var sure = guessed.Sum(text => text.States.Count(state => state >= 0));
                var spans = guessed.Sum(text => text.States.Count(TagStates.Begins));
                context.Note($"Round {round}: the model was sure of {sure} of {guessed.Sum(text => text.States.Length)} unlabelled tokens, of {spans} spans among them, and learned them.");
            }
        }

        model.Lean(vocabulary.Always, lean);
        TaggerFiles.Write(model, vocabulary, items, context);
    }

    private static List<GuessedText> Guess(
        List<TaggedText> pool, ConditionalRandomField model, TokenVocabulary vocabulary, double lean, int labelled)
    {
        var read = model.Reader(lean);
        var guessed = new GuessedText[pool.Count];
        Parallel.For(0, pool.Count, i => guessed[i] = GuessedText.Of(pool[i], vocabulary, read, LeastProbability));
        var sure = guessed.Sum(text => text.States.Count(state => state >= 0));
        var weight = Math.Min(1, MostWeight * labelled / Math.Max(1, sure));
        return [.. guessed.Where(text => text.States.Any(state => state >= 0)).Select(text => text with { Weight = weight })];
    }
}
