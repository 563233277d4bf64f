using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Sounds;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds;
using Labelsmith.Learning.Sounds.Speech;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Segments of recordings: where somebody speaks is found by the Silero detector, with the settings that agree best with the labelled
/// recordings; what a segment is, a network tells that learns from the marked ones, as whole recordings are classified.</summary>
/// <remarks>A labelled recording is taken to be marked as a whole: what is heard in it and not marked is learned as nothing to be marked. Where
/// there is only one kind of segments, or no label at all, segments are only found.</remarks>
internal sealed class SoundSegments : IPlannedLearner
{
    public TaskKind Task => TaskKind.Segments;

    public Medium Medium => Medium.Audio;

    public bool NeedsLabels => false;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Features, 0);
        using var detector = new SpeechDetector(SpeechFinding.FetchSpeechModel(context));
        var train = MarkedRecording.ReadAll(items.Train, items.Classes, detector, context);
        var validation = MarkedRecording.ReadAll(items.Validation, items.Classes, detector, context);
        var speech = SegmentChoice.Choose([.. train, .. validation], context);

        string[] classes = [.. items.Classes, SoundSegmenter.Nothing];
        List<DataItem> Crops(List<MarkedRecording> recordings) => [.. recordings.SelectMany(recording => recording.Crops(classes, speech))];
        var crops = Crops(train);
        var kinds = crops.Select(crop => crop.ReadTruth!()[0].Labels[0]).ToHashSet();
        if (kinds.Count < 2)
        {
            if (context.Request.Plan is not null)
            {
                context.Plan.Close(context); // which says that nothing is planned
            }

            SpeechFinding.WriteCard(items, speech, context, "the labelled recordings have no two kinds of segments to tell apart");
            return;
        }

        var tellsNothing = kinds.Contains(SoundSegmenter.Nothing);
        var known = tellsNothing ? classes : classes[..^1];
        var held = Crops(validation).FindAll(crop => known.Contains(crop.ReadTruth!()[0].Labels[0]));
        context.Note($"{crops.Count} segments of {train.Count} recordings were learned from{(tellsNothing ? ", among them some that are heard and not marked" : "")}.");
        SoundClassifierTraining.Learn(new LearningSet(crops, held, [], known), context);
        var card = ModelCard.Read(context.ModelDirectory);
        (card with
        {
            Kind = SoundSegmenter.Kind,
            Task = TaskKind.Segments,
            Classes = items.Classes,
            Architecture = $"Silero voice activity detector, {card.Architecture}",
            Settings = ModelCard.ToSettings(new SoundSegmenterSettings(speech, card.SettingsAs<SoundInput>(), tellsNothing)),
        }).Write(context.ModelDirectory);
    }
}
