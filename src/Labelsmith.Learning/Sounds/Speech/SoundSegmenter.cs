using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>The settings of a <see cref="SoundSegmenter"/>.</summary>
/// <param name="Speech">How segments are found.</param>
/// <param name="Input">Of the network that tells their classes, in <c>model.onnx</c>; null: there is none, and all are of the first class.</param>
/// <param name="TellsNothing">After the card's classes the network has one more: that it is nothing to be marked.</param>
public sealed record SoundSegmenterSettings(SpeechSettings Speech, SoundInput? Input = null, bool TellsNothing = false);

/// <summary>Finds segments of recordings in which somebody speaks, and tells their classes.</summary>
public sealed class SoundSegmenter : IItemModel
{
    public const string Kind = "sound-segments";

    /// <summary>The speech model, in the model's folder.</summary>
    public const string SpeechFile = "speech.onnx";

    /// <summary>What the network calls a segment that is nothing to be marked.</summary>
    internal const string Nothing = "(nothing)";

    private readonly SpeechDetector _detector;
    private readonly SoundSegmenterSettings _settings;
    private readonly SoundClassifier? _classifier;
    private readonly int _classes;

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public SoundSegmenter(string directory, ModelCard card)
    {
        _settings = card.SettingsAs<SoundSegmenterSettings>();
        _classes = card.Classes.Count;
        _detector = new SpeechDetector(Path.Combine(directory, SpeechFile));
        _classifier = _settings.Input is null ? null : new SoundClassifier(directory, card with
        {
            Kind = SoundClassifier.Kind,
            Task = TaskKind.Classification,
            Classes = _settings.TellsNothing ? [.. card.Classes, Nothing] : card.Classes,
            Settings = ModelCard.ToSettings(_settings.Input),
        });
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var (item, recording, fault) in Prefetch.Select(items, item => Hear(item, cancellation), Environment.ProcessorCount + 1, cancellation))
        {
            yield return recording is null ? new UnreadableOutput(item.Id, fault!) : Answer(item.Id, recording, cancellation);
        }
    }

    public void Dispose()
    {
        _detector.Dispose();
        _classifier?.Dispose();
    }

    private (DataItem Item, HeardRecording? Recording, Fault? Fault) Hear(DataItem item, CancellationToken cancellation)
    {
        try
        {
            return (item, HeardRecording.Read(item, _detector, cancellation), null);
        }
        catch (BadItemException bad)
        {
            return (item, null, bad.Fault);
        }
    }

    private SegmentsOutput Answer(string id, HeardRecording recording, CancellationToken cancellation)
    {
        var heard = recording.Segments(_settings.Speech);
        var quiet = 1 - recording.Probabilities.DefaultIfEmpty().Max();
        if (_classifier is null)
        {
            return new SegmentsOutput(id, [.. heard.Select(one => new FoundSegment(one.Start, one.End, 0, one.Probability))], quiet);
        }

        var crops = heard.Select(one => new DataItem(id, recording.Crop(one.Start, one.End)));
        var found = new List<FoundSegment>();
        foreach (var (one, output) in heard.Zip(_classifier.Run(crops, cancellation)))
        {
            if (output is ClassOutput { Best: var best } said && best < _classes)
            {
                found.Add(new FoundSegment(one.Start, one.End, best, one.Probability * Math.Clamp(said.Probabilities[best], 0, 1)));
            }
        }

        return new SegmentsOutput(id, found, quiet);
    }
}
