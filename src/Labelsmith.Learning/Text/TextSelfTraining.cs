using Labelsmith.Domain;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text;

/// <summary>Whole texts by self-training: a model of the labels answers for the unlabelled texts, a new one learns from its surest
/// answers too, in rounds in which more and more of them count.</summary>
/// <remarks>
/// Scudder (1965), doi:10.1109/TIT.1965.1053799; Yarowsky (1995), doi:10.3115/981658.981684. Of every class the same share of the texts
/// that were put into it is learned, so that a class about which the model is less sure does not die out; all of them together weigh
/// as much as the labels. Assumes that the surest answers are right. Fails where the labels alone give a poor model: its mistakes are
/// learned as well. All labels are learned from, those set aside for validation too, because nothing is chosen by them.
/// </remarks>
internal sealed class TextSelfTraining : ILearner
{
    private const int Rounds = 5;
    private const double MostShare = 0.9; // of the unlabelled texts, in the last round
    private const int MostTexts = 30_000;
    private const int MostIterations = 60;

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var labelled = TextClassification.ReadAll(items, context);
        var pool = ItemReading.All([.. items.Pool.Take(MostTexts)], item => TextFeatures.Count(TextContent.Read(item)), context);
        context.Tell(LearningStage.Features, 0);
        var space = FeatureSpace.Fit([.. labelled.Select(text => text.Counts), .. pool], TextClassification.ColumnsFor(items.Classes.Count));
        var known = TextClassification.Vectors(space, labelled, items.Classes.Count);
        var others = pool.ConvertAll(space.Transform);

        context.Tell(LearningStage.Train, 0);
        var choice = CrossValidation.Choose(known, context.Seed, context.GoesOn, context.Cancellation);
        var model = Fit(known, choice.Strength, context);
        for (var round = 1; round <= Rounds && others.Count > 0 && context.GoesOn(); round++)
        {
            model = Fit(WithSurest(known, others, model, MostShare * round / Rounds), choice.Strength, context);
            context.Tell(LearningStage.Train, (double)round / Rounds);
        }

        context.Note(FormattableString.Invariant(
            $"{space.ColumnCount} features; C = {choice.Strength} by cross-validation; in the end the surest {100 * MostShare:0} % of the answers for {others.Count} unlabelled texts were learned too."));
        TextClassification.Write(model, space, temperature: 1, items, context);
    }

    private static SoftmaxRegression Fit(LabelledVectors data, double strength, LearningContext context)
    {
        var model = SoftmaxRegression.Zero(data.ClassCount, data.ColumnCount);
        model.Fit(data, strength, MostIterations, (_, _) => context.GoesOn());
        return model;
    }

    /// <summary>The labelled texts, and of every class the surest share of those that the model puts into it.</summary>
    private static LabelledVectors WithSurest(LabelledVectors known, List<SparseVector> others, SoftmaxRegression model, double share)
    {
        var answers = others.ConvertAll(vector =>
        {
            var scores = new double[known.ClassCount];
            model.Score(vector, scores);
            Softmax.Apply(scores);
            return (Vector: vector, Class: Array.IndexOf(scores, scores.Max()), Probability: scores.Max());
        });
        var taken = answers.GroupBy(answer => answer.Class)
            .SelectMany(answer => answer.OrderByDescending(one => one.Probability).Take((int)(answer.Count() * share))).ToList();
        var weight = Math.Min(1, (double)known.Labels.Length / Math.Max(1, taken.Count));
        return known with
        {
            Vectors = [.. known.Vectors, .. taken.Select(one => one.Vector)],
            Labels = [.. known.Labels, .. taken.Select(one => one.Class)],
            Weights = [.. known.Labels.Select(_ => 1.0), .. taken.Select(_ => weight)],
        };
    }
}
