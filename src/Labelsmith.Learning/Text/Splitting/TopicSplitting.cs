using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>Texts into parts of one topic, by the words that each part repeats and by what all texts tell about words that go together
/// (<see cref="SegmentSearch"/>, <see cref="WordMeanings"/>). Nothing is learned from labels: they serve to test.</summary>
internal sealed class TopicSplitting : ILearner
{
    private const int StemLength = 6;
    private const int MostTenths = 5;
    private const string DefaultLabel = "segment";

    public TaskKind Task => TaskKind.Splitting;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var texts = ItemReading.All([.. items.Train, .. items.Validation, .. items.Pool], Stems, context, () => context.Clock.TrainingLeft != TimeSpan.Zero);
        context.Tell(LearningStage.Train, 0);
        var meanings = WordMeanings.Learn(texts, context.Seed, context.Cancellation);
        meanings?.Write(context.ModelDirectory);
        context.Note(meanings is null
            ? "Topics are told by the words that a part repeats; no labels were learned from."
            : $"Topics are told by the words that a part repeats and by which of {meanings.Words.Count} words go together in {texts.Count} texts; no labels were learned from.");
        new ModelCard
        {
            Kind = TextSplitter.Kind,
            Task = TaskKind.Splitting,
            Medium = Medium.Text,
            Classes = items.Classes.Count > 0 ? [items.Classes[0]] : [DefaultLabel],
            Architecture = meanings is null ? "Statistical model of words within segments" : "Statistical model of words within segments, latent semantic analysis",
            Settings = ModelCard.ToSettings(new TextSplitterSettings(StemLength, MostTenths, meanings?.Words)),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    private static List<List<string>> Stems(DataItem item)
    {
        var text = TextContent.Read(item);
        return UnitWords.Stems(text, TextUnits.Find(text), StemLength);
    }
}
