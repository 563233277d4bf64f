using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.WholeItems;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Items;

/// <summary>Numbers or sets of labels of whole texts, by a linear model on the pieces of <see cref="TextFeatures"/>.</summary>
/// <remarks>All labelled texts are held out in turn: what the models of the other folds say of them decides how far weights are held back,
/// and how far answers can be trusted; the last model learns from all of them. The validation texts draw the curves.</remarks>
internal sealed class WholeTexts(TaskKind task) : ILearner
{
    private const int MostIterations = 60;
    private const double ReserveSeconds = 5;
    private const double PredictionSeconds = 0.004; // a text, generously

    private const int HeldOutIterations = 40; // enough to tell strengths apart

    private static readonly double[] _strengths = [1, 10, 100];

    public TaskKind Task => task;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Clock.Keep(TimeSpan.FromSeconds(ReserveSeconds + (PredictionSeconds * context.ItemsAfterTraining)));
        context.Tell(LearningStage.Preprocess, 0);
        var reader = ItemTarget.Reader(task, items.Classes);
        List<(Dictionary<int, int> Counts, double[] Truth)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (TextFeatures.Count(TextContent.Read(item)), reader(item)), context);

        var (train, validation) = (All(items.Train), All(items.Validation));
        List<(Dictionary<int, int> Counts, double[] Truth)> texts = [.. train, .. validation];
        if (texts.Count == 0)
        {
            throw new BadDataException("None of the labelled texts can be read: see the faults, and label others.");
        }

        List<double[]> truth = texts.ConvertAll(text => text.Truth);
        var target = TextTarget.Of(task, truth);

        context.Tell(LearningStage.Features, 0);
        var space = FeatureSpace.Fit([.. texts.Select(text => text.Counts)], TextClassification.ColumnsFor(target.Outputs));
        List<SparseVector> vectors = texts.ConvertAll(text => space.Transform(text.Counts));

        context.Tell(LearningStage.Train, 0);
        var (strength, held) = HoldOut(target, vectors, truth, space.ColumnCount, context);
        DrawCurves(target, vectors, truth, train.Count, space.ColumnCount, strength, context);
        var model = new SparseLinear(target.Outputs, space.ColumnCount);
        model.Fit(vectors, target.Loss(truth), strength, MostIterations, (_, _) => context.GoesOn());
        context.Note(FormattableString.Invariant(
            $"{space.ColumnCount} features; C = {strength} by cross-validation on all {texts.Count} labelled texts, which the weights were then learned from."));
        Write(target, model, space, held, items, context);
    }

    /// <summary>Holds texts out in turn, and chooses the strength of the smallest loss on them.</summary>
    private static (double Strength, HeldOut Held) HoldOut(
        TextTarget target, List<SparseVector> vectors, List<double[]> truth, int columnCount, LearningContext context)
    {
        var folds = Folds(vectors.Count, context.Seed);
        var losses = new double[_strengths.Length];
        var scores = _strengths.Select(_ => new double[]?[vectors.Count]).ToArray();
        foreach (var fold in folds)
        {
            if (context.Clock is { TrainingLeft: { } left, Budget: { } budget } && left < budget / 2)
            {
                break; // what is done by then decides
            }

            int[] rest = [.. Enumerable.Range(0, vectors.Count).Except(fold)];
            var loss = target.Loss([.. rest.Select(row => truth[row])]);
            var ofFold = target.Loss([.. fold.Select(row => truth[row])]);
            List<SparseVector> others = [.. rest.Select(row => vectors[row])];
            var model = new SparseLinear(target.Outputs, columnCount);
            for (var i = 0; i < _strengths.Length; i++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                model.Fit(others, loss, _strengths[i], HeldOutIterations); // from the optimum of the strength before: close by
                for (var at = 0; at < fold.Length; at++)
                {
                    var own = new double[target.Outputs];
                    model.Score(vectors[fold[at]], own);
                    scores[i][fold[at]] = [.. own];
                    losses[i] += ofFold(at, own);
                }
            }
        }

        var best = losses.Any(loss => loss > 0) ? Array.IndexOf(losses, losses.Min()) : Array.IndexOf(_strengths, 10);
        return (_strengths[best], new HeldOut(vectors, truth, scores[best], folds) { ColumnCount = columnCount });
    }

    /// <summary>Learns from the training texts alone, and tells after each step what the validation texts say.</summary>
    private static void DrawCurves(
        TextTarget target, List<SparseVector> vectors, List<double[]> truth, int trainCount, int columnCount, double strength, LearningContext context)
    {
        var from = trainCount < vectors.Count ? trainCount : 0; // without validation texts, those learned from
        var (heldVectors, heldTruth) = (vectors[from..], truth[from..]);
        var model = new SparseLinear(target.Outputs, columnCount);
        var heldLoss = target.Loss(heldTruth);
        model.Fit(vectors[..trainCount], target.Loss(truth[..trainCount]), strength, MostIterations, (iteration, loss) =>
        {
            var scores = model.Scores(heldVectors);
            var score = target.Measure(scores, heldTruth);
            var mean = scores.Select((row, at) => heldLoss(at, row)).Average();
            context.Tell(new EpochReport(iteration, MostIterations, loss, mean, score, target.ScoreName), null);
            return context.GoesOn();
        });
    }

    private static List<int[]> Folds(int count, int seed)
    {
        const int most = 5;
        int[] order = [.. Enumerable.Range(0, count)];
        new Random(seed).Shuffle(order);
        var folds = Math.Min(most, count);
        return folds < 2 ? [] : [.. Enumerable.Range(0, folds).Select(fold => order.Where((_, at) => at % folds == fold).ToArray())];
    }

    private void Write(TextTarget target, SparseLinear model, FeatureSpace space, HeldOut held, LearningSet items, LearningContext context)
    {
        using var scope = NewDisposeScope();
        var kind = TextClassifier.KindOf(task);
        var graph = new OnnxGraph(kind);
        var features = graph.Input("features", "N", space.ColumnCount);
        var (card, weight, bias) = target.Finish(model, held, graph, features, new ModelCard
        {
            Kind = kind,
            Task = task,
            Medium = Medium,
            Classes = task == TaskKind.Regression ? [] : items.Classes,
            Architecture = $"Linear model on {space.ColumnCount} features",
            Settings = ModelCard.ToSettings(new TextClassifierSettings(TextFeatures.Description, TextFeatures.BucketBits, space.ToSettings())),
            Provenance = context.Provenance,
        }, context);
        graph.Write(Path.Combine(context.ModelDirectory, ModelFiles.Onnx));
        Safetensors.Write(
            Path.Combine(context.ModelDirectory, ModelFiles.Weights), new Dictionary<string, Tensor> { ["weight"] = weight, ["bias"] = bias });
        card.Write(context.ModelDirectory);
    }
}
