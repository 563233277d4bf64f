using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text.Networks;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text;

/// <summary>Whole texts, by softmax regression on tf-idf of pieces of characters and words: seconds on a few hundred texts, in
/// any language.</summary>
/// <remarks>The labelled texts without the validation ones decide by cross-validation how far weights are held back; the
/// validation texts draw the curves and, with the held-out folds, set the temperature; then the weights are learned once more
/// from both.</remarks>
internal sealed class TextClassification : ILearner
{
    private const int MostIterations = 60;
    private const int MostColumns = 1 << 17;
    private const int MostWeights = 1 << 21;
    private const double ReserveSeconds = 5;
    private const double PredictionSeconds = 0.004; // a text, generously

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Text;

    public Trial Trial => Trial.HeldBack;

    public void Learn(LearningSet items, LearningContext context)
    {
        if (ModelCatalog.Resolve(context.Request.Architecture, Task, Medium) == ModelCatalog.TextNet)
        {
            TextNetTraining.Learn(items, context);
            return;
        }

        context.Clock.Keep(TimeSpan.FromSeconds(ReserveSeconds + PredictionSeconds * context.ItemsAfterTraining));
        context.Tell(LearningStage.Preprocess, 0);
        var train = Read(items.Train, items.Classes, context);
        var validation = Read(items.Validation, items.Classes, context);
        CheckClasses(train);

        context.Tell(LearningStage.Features, 0);
        var space = FeatureSpace.Fit([.. train.Select(text => text.Counts)], ColumnsFor(items.Classes.Count));
        var known = Vectors(space, train, items.Classes.Count);
        var held = validation.Count > 0 ? Vectors(space, validation, items.Classes.Count) : known;

        context.Tell(LearningStage.Train, 0);
        var choice = CrossValidation.Choose(known, context.Seed, () => Remaining(context) > 0.5, context.Cancellation);
        var model = SoftmaxRegression.Zero(items.Classes.Count, space.ColumnCount);
        Fit(model, known, held, choice.Strength, context);
        var temperature = Temperature.Fit(
            [.. choice.Logits, .. validation.Count > 0 ? Logits(model, held) : []],
            [.. choice.Labels, .. validation.Count > 0 ? held.Labels : []]);
        context.Note(FormattableString.Invariant(
            $"{space.ColumnCount} features; C = {choice.Strength} by cross-validation, temperature {temperature:0.00} from items not learned from."));

        if (validation.Count > 0 && Remaining(context) > 0.25)
        {
            train.AddRange(validation);
            space = FeatureSpace.Fit([.. train.Select(text => text.Counts)], ColumnsFor(items.Classes.Count));
            model = SoftmaxRegression.Zero(items.Classes.Count, space.ColumnCount);
            model.Fit(Vectors(space, train, items.Classes.Count), choice.Strength, MostIterations, (_, _) => context.GoesOn());
            context.Note("After all choices were made, the weights were learned once more with the validation items.");
        }

        Write(model, space, temperature, items, context);
    }

    /// <summary>How many pieces the model may know.</summary>
    internal static int ColumnsFor(int classCount) => Math.Min(MostColumns, MostWeights / classCount);

    internal static List<(Dictionary<int, int> Counts, int Class)> Read(
        IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, LearningContext context) =>
        ItemReading.All(items, item => (TextFeatures.Count(TextContent.Read(item)), ItemTruth.ClassOf(item, classes)), context);

    /// <summary>Those to train on and those to validate on.</summary>
    /// <exception cref="BadDataException">They are of one class.</exception>
    internal static List<(Dictionary<int, int> Counts, int Class)> ReadAll(LearningSet items, LearningContext context)
    {
        var texts = Read([.. items.Train, .. items.Validation], items.Classes, context);
        CheckClasses(texts);
        return texts;
    }

    private static void CheckClasses(List<(Dictionary<int, int> Counts, int Class)> texts)
    {
        if (texts.Select(text => text.Class).Distinct().Count() < 2)
        {
            throw new BadDataException("Classification needs labelled texts of at least two classes: label a few of another class.");
        }
    }

    internal static LabelledVectors Vectors(FeatureSpace space, List<(Dictionary<int, int> Counts, int Class)> texts, int classCount) =>
        new(texts.ConvertAll(text => space.Transform(text.Counts)), [.. texts.Select(text => text.Class)], classCount, space.ColumnCount);

    /// <summary>The share of the time for training that is left; 1 where it is unbounded.</summary>
    private static double Remaining(LearningContext context) =>
        context.Clock is { TrainingLeft: { } left, Budget: { } budget } ? left / (budget - context.Clock.Reserve) : 1;

    private static void Fit(
        SoftmaxRegression model, LabelledVectors known, LabelledVectors held, double strength, LearningContext context)
    {
        model.Fit(known, strength, MostIterations, (iteration, loss) =>
        {
            var (heldLoss, score) = TextScoring.Score(Logits(model, held), held);
            context.Tell(new EpochReport(iteration, MostIterations, loss, heldLoss, score, "f1_macro"), null);
            return context.GoesOn();
        });
    }

    internal static List<double[]> Logits(SoftmaxRegression model, LabelledVectors data) => [.. data.Vectors.Select(vector =>
    {
        var scores = new double[data.ClassCount];
        model.Score(vector, scores);
        return scores;
    })];

    internal static void Write(
        SoftmaxRegression model, FeatureSpace space, double temperature, LearningSet items, LearningContext context)
    {
        using var scope = NewDisposeScope();
        var weight = tensor(Scale(model.Weights, temperature), [space.ColumnCount, items.Classes.Count]);
        var bias = tensor(Scale(model.Offsets, temperature));
        var graph = new OnnxGraph(TextClassifier.Kind);
        var features = graph.Input("features", "N", space.ColumnCount);
        var logits = graph.Node("Gemm", [features, graph.Constant(weight), graph.Constant(bias)]);
        graph.Output(graph.Node("Softmax", [logits], ("axis", 1)), "probabilities", "N", items.Classes.Count);
        graph.Write(Path.Combine(context.ModelDirectory, ModelFiles.Onnx));
        Safetensors.Write(
            Path.Combine(context.ModelDirectory, ModelFiles.Weights),
            new Dictionary<string, Tensor> { ["weight"] = weight, ["bias"] = bias });
        new ModelCard
        {
            Kind = TextClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Text,
            Classes = items.Classes,
            Architecture = $"Softmax regression on {space.ColumnCount} features",
            Settings = ModelCard.ToSettings(new TextClassifierSettings(TextFeatures.Description, TextFeatures.BucketBits, space.ToSettings())),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    private static float[] Scale(ReadOnlySpan<double> values, double temperature)
    {
        var scaled = new float[values.Length];
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (float)(values[i] / temperature);
        }

        return scaled;
    }
}
