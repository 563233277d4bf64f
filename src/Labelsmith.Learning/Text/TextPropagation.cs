using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Graphs;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text;

/// <summary>Whole texts: each is linked to those that speak most alike, the labels spread over that graph, and softmax regression
/// learns from what every text got, so that new ones can be answered too.</summary>
/// <remarks>
/// The papers are named at <see cref="LabelSpreading"/> and <see cref="PoissonLearning"/>, the graph's at
/// <see cref="NeighbourGraph"/>, the space's at <see cref="LatentSpace"/>. Assumes that texts of one class share words, if only by
/// way of other texts. Fails where classes differ in a few words only, such as not; the accuracy on labels held back, in the notes,
/// tells. All labels spread, those set aside for validation too, because nothing is chosen by validation texts.
/// </remarks>
internal sealed class TextPropagation(IReadOnlyList<Spreading> ways) : ILearner
{
    private const int Dimensions = 100;
    private const int MostColumns = 1 << 15; // of the space in which texts are compared
    private const int MostTexts = 30_000;
    private const double TextsASecond = 400; // of a bounded run
    private const double Strength = 1; // C: what spread is not all true, so weights are held back
    private const int MostIterations = 60;

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Text;

    public Trial Trial => Trial.HeldBack;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var labelled = TextClassification.ReadAll(items, context);
        var pool = ItemReading.All(Affordable(items.Pool, context), item => TextFeatures.Count(TextContent.Read(item)), context);
        List<Dictionary<int, int>> all = [.. labelled.Select(text => text.Counts), .. pool];
        int[] labels = [.. labelled.Select(text => text.Class), .. Enumerable.Repeat(-1, pool.Count)];

        context.Tell(LearningStage.Features, 0);
        var classes = Spread(all, labels, labelled.Count, items.Classes.Count, context);
        var space = FeatureSpace.Fit(all, TextClassification.ColumnsFor(items.Classes.Count));
        var answered = Enumerable.Range(0, all.Count).Where(text => classes[text] >= 0).ToList();
        var data = new LabelledVectors(
            answered.ConvertAll(text => space.Transform(all[text])), [.. answered.Select(text => classes[text])],
            items.Classes.Count, space.ColumnCount);

        context.Tell(LearningStage.Train, 0);
        var model = SoftmaxRegression.Zero(items.Classes.Count, space.ColumnCount);
        model.Fit(data, Strength, MostIterations, (iteration, _) =>
        {
            context.Tell(LearningStage.Train, (double)iteration / MostIterations);
            return context.GoesOn();
        });
        TextClassification.Write(model, space, temperature: 1, items, context);
    }

    /// <returns>Shape (texts): -1 where no label is in reach.</returns>
    private int[] Spread(List<Dictionary<int, int>> all, int[] labels, int labelled, int classCount, LearningContext context)
    {
        var space = FeatureSpace.Fit(all, MostColumns);
        var vectors = all.ConvertAll(space.Transform);
        var points = LatentSpace.Fit(vectors, space.ColumnCount, Dimensions, context.Seed, context.Cancellation);
        var graph = NeighbourGraph.Build(points, context.Seed, context.Cancellation);
        var found = Propagation.Run(ways, graph, labels, classCount, context.Seed, context.Cancellation);
        PropagationNotes.Add(found, labelled, context);
        return found.Classes;
    }

    private static IReadOnlyList<DataItem> Affordable(IReadOnlyList<DataItem> pool, LearningContext context)
    {
        var most = context.Clock.Left is { } left ? Math.Min(MostTexts, (int)(left.TotalSeconds * TextsASecond)) : MostTexts;
        if (pool.Count <= most)
        {
            return pool;
        }

        var drawn = pool.ToArray();
        new Random(context.Seed).Shuffle(drawn);
        context.Note($"The graph is one of {most} of the {pool.Count} unlabelled texts, drawn at random; the others are predicted all the same.");
        return drawn[..most];
    }
}
