using Labelsmith.Domain;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Text.Splitting;

/// <summary>Texts into parts of one topic, by the words that each part repeats (<see cref="SegmentSearch"/>). Nothing is learned from labels:
/// they serve to test.</summary>
internal sealed class TopicSplitting : ILearner
{
    private const int StemLength = 6;
    private const int MostTenths = 5;
    private const string DefaultLabel = "segment";

    public TaskKind Task => TaskKind.Splitting;

    public Medium Medium => Medium.Text;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        context.Tell(LearningStage.Train, 1);
        context.Note("Topics are told by the words that a part repeats; no labels were learned from.");
        new ModelCard
        {
            Kind = TextSplitter.Kind,
            Task = TaskKind.Splitting,
            Medium = Medium.Text,
            Classes = items.Classes.Count > 0 ? [items.Classes[0]] : [DefaultLabel],
            Architecture = "Statistical model of words within segments",
            Settings = ModelCard.ToSettings(new TextSplitterSettings(StemLength, MostTenths)),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
