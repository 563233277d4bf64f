using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Networks;

/// <summary>From texts to a small convolutional network that puts them into classes; what its words mean is first learned from the texts
/// that it may see.</summary>
internal static class TextNetTraining
{
    private const int MostEpochs = 200;
    private const int Patience = 60;
    private const int BytesOfText = 4096; // in memory, roughly

    /// <param name="term">What unlabelled texts add, which then also tell what words mean; null: they are not looked at.</param>
    public static void Learn(LearningSet items, LearningContext context, Func<TextNet, UnlabelledTerm>? term = null)
    {
        context.Tell(LearningStage.Preprocess, 0);
        if (ModelCatalog.Resolve(context.Request.Architecture ?? ModelCatalog.TextNet, TaskKind.Classification, Medium.Text) != ModelCatalog.TextNet)
        {
            throw new BadDataException($"The method '{context.MethodKey}' trains a network, which {context.Request.Architecture} is not: leave the architecture out.");
        }

        List<(string Text, int Class)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (TextContent.Read(item), ItemTruth.ClassOf(item, items.Classes)), context);
        var (train, validation) = (All(items.Train), All(items.Validation));
        if (train.Select(text => text.Class).Distinct().Count() < 2)
        {
            throw new BadDataException("Classification needs labelled texts of at least two classes: label a few of another class.");
        }

        var pool = term is null ? [] : ItemReading.Pool(items.Pool, TextContent.Read, BytesOfText, context, "texts");
        context.Tell(LearningStage.Features, 0);
        var pieces = TokenPieces.Fit([.. train.Select(text => text.Text), .. pool]);
        pieces = pieces with { Window = context.Plan.Whole("window", pieces.Window, 8, 1024, "tokens that are seen at once; 19 of 20 texts fit, up to 128") };
        var known = train.ConvertAll(text => (Numbers: pieces.Read(text.Text), text.Class));
        var others = pool.ConvertAll(pieces.Read);
        var dimensions = context.Plan.Whole("dimensions", 64, 4, 1024, "of what a piece of a token means");
        var filters = context.Plan.Whole("filters", 64, 1, 1024, "of each width: rows of 1, 3 and 5 tokens that the network looks for");
        var dropout = context.Plan.Number("dropout", 0.3, 0, 0.9, "of what the last layer decides by");
        var noise = new TokenNoise(
            pieces,
            context.Plan.Number("token_dropout", 0.1, 0, 0.9, "of labelled texts; 2.5 times as many of unlabelled ones that are learned from"),
            context.Plan.Number("token_swap", 0.05, 0, 0.9, "of neighbours, in labelled texts; twice as many in unlabelled ones"));
        var hasTerm = term is not null && others.Count > 0;
        var sampler = ClassifierPlan.Sampler(
            context.Plan, known.Count, hasTerm ? others.Count : 0, hasTerm ? 32 : Math.Clamp(known.Count / 15, 8, 64), context.Seed);
        var schedule = ClassifierPlan.Schedule(context, sampler, MostEpochs, Patience);
        var smoothing = ClassifierPlan.Smoothing(context.Plan, hasTerm);
        context.Plan.Close(context);

        var vectors = PieceVectors.Learn([.. known.Select(text => text.Numbers), .. others], pieces.Known.Count, dimensions, context.Seed, context.Cancellation);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var network = new TextNet(vectors, dimensions, filters, items.Classes.Count, pieces.Window, dropout);
        using var added = hasTerm ? term!(network) : null;
        var variants = new TextVariants(known, others, noise);
        var batches = new VariantBatches(variants, sampler, new BatchMixing(0, 0), added, context.Seed);
        var training = new ClassifierTraining(network, variants, added)
        {
            InferenceWork = 2, // long texts have several windows
            LabelSmoothing = smoothing,
            Shares = [
                .. Enumerable.Range(0, items.Classes.Count)
                    .Select(label => (known.Count(text => text.Class == label) + 1.0) / (known.Count + items.Classes.Count)),
            ],
        };
        var held = validation.Count > 0 ? validation.ConvertAll(text => (Numbers: pieces.Read(text.Text), text.Class)) : known;
        training.Fit(batches, schedule, Held(held, pieces), validation.Count > 0, context);
        Write(network, pieces, items, context, $"Text net of {pieces.Known.Count} pieces, {dimensions} dimensions, {filters} filters of each width");
    }

    /// <summary>The first window of each: what a text begins with tells most.</summary>
    private static HeldItems Held(List<(int[] Numbers, int Class)> texts, TokenPieces pieces)
    {
        var size = pieces.Window * TokenPieces.Each;
        var values = new float[texts.Count * size];
        for (var i = 0; i < texts.Count; i++)
        {
            TokenPieces.Write(texts[i].Numbers, 0, values.AsSpan(i * size, size));
        }

        return new HeldItems(values, [.. texts.Select(text => (long)text.Class)]);
    }

    private static void Write(TextNet network, TokenPieces pieces, LearningSet items, LearningContext context, string architecture)
    {
        ModelFiles.Write(network, 1, pieces.Window, TokenPieces.Each, context.ModelDirectory);
        new ModelCard
        {
            Kind = TextNetClassifier.Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Text,
            Classes = items.Classes,
            Architecture = architecture,
            Settings = ModelCard.ToSettings(pieces),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
