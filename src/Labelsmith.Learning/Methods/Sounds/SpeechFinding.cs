using Labelsmith.Domain;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Sounds.Speech;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>Segments of recordings in which somebody speaks, by the Silero detector (<see cref="SpeechDetector"/>) as it is. Nothing is learned
/// from labels: they serve to test.</summary>
internal sealed class SpeechFinding : ILearner
{
    private const string DefaultLabel = "speech";

    public TaskKind Task => TaskKind.Segments;

    public Medium Medium => Medium.Audio;

    public bool NeedsLabels => false;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        FetchSpeechModel(context);
        WriteCard(items, new SpeechSettings(), context, "no labels were learned from");
    }

    /// <summary>Puts the speech model into the model's folder.</summary>
    /// <returns>Its path.</returns>
    public static string FetchSpeechModel(LearningContext context)
    {
        var file = Path.Combine(context.ModelDirectory, SoundSegmenter.SpeechFile);
        File.Copy(SpeechModelFile.OfUser().Find(context.Cancellation), file, overwrite: true);
        return file;
    }

    /// <summary>Of a model that only finds segments.</summary>
    /// <param name="why">It does no more.</param>
    public static void WriteCard(LearningSet items, SpeechSettings speech, LearningContext context, string why)
    {
        string[] classes = items.Classes.Count > 0 ? [items.Classes[0]] : [DefaultLabel];
        context.Note($"All segments in which somebody speaks are found and called '{classes[0]}': {why}.");
        new ModelCard
        {
            Kind = SoundSegmenter.Kind,
            Task = TaskKind.Segments,
            Medium = Medium.Audio,
            Classes = classes,
            Architecture = "Silero voice activity detector",
            Settings = ModelCard.ToSettings(new SoundSegmenterSettings(speech)),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
