using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>Whole texts, from what functions vote for: a <see cref="LabelModel"/> makes probable labels of the votes, softmax regression learns
/// from these and from the labels that there are.</summary>
/// <remarks>Ratner et al. (2017), "Snorkel: rapid training data creation with weak supervision", doi:10.14778/3157794.3157797. The
/// classifier goes beyond the functions, since it sees what else stands in the texts that they vote on. Assumes functions that are more often right
/// than wrong and do not repeat each other. Texts without a vote are not learned from.</remarks>
internal sealed class LabelingFunctionLearning : ILearner
{
    private const int MostTexts = 50_000;
    private const double ShareOfAsking = 0.5; // of the time that is left, for a language model's votes
    private const double LeastShare = 0.01; // of a probable label that is learned
    private const int MostIterations = 60;
    private const double Usual = 3; // C, where too few validation texts are there to choose it by
    private const int Enough = 20;

    private static readonly double[] _strengths = [0.3, 1, 3, 10];

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        var functions = context.Request.Functions
            ?? throw new BadDataException("The method 'labeling-functions' combines rules of thumb: give a file of them with --functions (docs/labeling-functions.md).");
        context.Tell(LearningStage.Preprocess, 0);
        var labelled = ItemReading.All(items.Train, item => (Text: TextContent.Read(item), Class: ItemTruth.ClassOf(item, items.Classes)), context);
        var pool = ItemReading.All([.. items.Pool.Take(MostTexts)], item => TextContent.Read(item), context);
        List<string> texts = [.. labelled.Select(text => text.Text), .. pool];
        int[] known = [.. labelled.Select(text => text.Class), .. Enumerable.Repeat(-1, pool.Count)];

        context.Tell(LearningStage.Features, 0);
        var votes = Vote(functions, texts, items.Classes, context);
        var model = LabelModel.Fit(votes, known, items.Classes.Count);
        Report(functions, votes, model, known, context);
        var counts = texts.ConvertAll(TextFeatures.Count);
        var space = FeatureSpace.Fit(counts, TextClassification.ColumnsFor(items.Classes.Count));
        var data = Data(counts, votes, model, known, space, items.Classes.Count);

        context.Tell(LearningStage.Train, 0);
        var held = Held(items, space, context);
        var (classifier, temperature) = Fit(data, held, context);
        TextClassification.Write(classifier, space, temperature, items, context);
    }

    private static int[][] Vote(IReadOnlyList<LabelingFunction> functions, List<string> texts, IReadOnlyList<string> classes, LearningContext context)
    {
        var votes = new int[functions.Count][];
        for (var i = 0; i < votes.Length; i++)
        {
            var done = (double)i / votes.Length;
            using var voting = Voting.Of(functions[i], classes, new VotingLimits(
                ShareOfAsking * context.Clock.TrainingLeft, Path.Combine(context.CheckpointDirectory, "replies.jsonl"),
                fraction => context.Tell(LearningStage.Features, done + (fraction / votes.Length))));
            votes[i] = voting.Vote(texts, context.Cancellation);
            context.Tell(LearningStage.Features, (i + 1.0) / votes.Length);
            if (voting.Complaint is { } complaint)
            {
                context.Note(complaint);
            }
        }

        return votes.Any(own => own.Any(vote => vote != Voting.Abstain))
            ? votes
            : throw new BadDataException("No labelling function votes on any of the texts: widen their patterns and words.");
    }

    /// <summary>Says of each function what it is worth.</summary>
    private static void Report(IReadOnlyList<LabelingFunction> functions, int[][] votes, LabelModel model, int[] known, LearningContext context)
    {
        for (var i = 0; i < votes.Length; i++)
        {
            int[] voted = [.. Enumerable.Range(0, known.Length).Where(text => votes[i][text] != Voting.Abstain)];
            int[] checkable = [.. voted.Where(text => known[text] >= 0)];
            var seen = checkable.Length > 0 ? $", on {checkable.Count(text => votes[i][text] == known[text])} of {checkable.Length} labelled ones rightly" : "";
            context.Note(string.Create(CultureInfo.InvariantCulture,
                $"'{functions[i].Name}' votes on {voted.Length} of {known.Length} texts{seen}; its votes count as right with probability {model.Accuracies[i]:0.00}."));
        }
    }

    /// <summary>Texts with a label or a vote, once for each label that may be true.</summary>
    private static LabelledVectors Data(
        List<Dictionary<int, int>> counts, int[][] votes, LabelModel model, int[] known, FeatureSpace space, int classCount)
    {
        var (vectors, labels, weights) = (new List<SparseVector>(), new List<int>(), new List<double>());
        foreach (var text in Enumerable.Range(0, counts.Count).Where(text => known[text] >= 0 || votes.Any(own => own[text] != Voting.Abstain)))
        {
            var vector = space.Transform(counts[text]);
            for (var label = 0; label < classCount; label++)
            {
                if (model.Posteriors[text][label] >= LeastShare)
                {
                    vectors.Add(vector);
                    labels.Add(label);
                    weights.Add(model.Posteriors[text][label]);
                }
            }
        }

        return new LabelledVectors(vectors, [.. labels], classCount, space.ColumnCount, [.. weights]);
    }

    private static LabelledVectors Held(LearningSet items, FeatureSpace space, LearningContext context)
    {
        var texts = TextClassification.Read(items.Validation, items.Classes, context);
        return new LabelledVectors(
            texts.ConvertAll(text => space.Transform(text.Counts)), [.. texts.Select(text => text.Class)], items.Classes.Count, space.ColumnCount);
    }

    /// <summary>Chooses by the validation texts how far weights are held back, and how sure to be.</summary>
    private static (SoftmaxRegression Model, double Temperature) Fit(LabelledVectors data, LabelledVectors held, LearningContext context)
    {
        var canChoose = held.Labels.Length >= Enough;
        (SoftmaxRegression? Model, double Loss) best = (null, double.PositiveInfinity);
        foreach (var strength in canChoose ? _strengths : [Usual])
        {
            if (best.Model is not null && context.Clock.TrainingLeft <= TimeSpan.Zero)
            {
                break;
            }

            var model = SoftmaxRegression.Zero(data.ClassCount, data.ColumnCount);
            model.Fit(data, strength, MostIterations, (_, _) => context.GoesOn());
            var loss = canChoose ? TextScoring.Score(TextClassification.Logits(model, held), held).Loss : 0;
            best = best.Model is null || loss < best.Loss ? (model, loss) : best;
        }

        return (best.Model!, canChoose ? Temperature.Fit(TextClassification.Logits(best.Model!, held), held.Labels) : 1);
    }
}
