using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Sounds;

/// <summary>Answers for whole recordings, by the mean of what the network says of their windows: a class, a set of labels, or a number.</summary>
public sealed class SoundClassifier : IItemModel
{
    public const string Kind = "sound-classification";

    /// <summary>As <see cref="ImageClassifier.KindOf"/>, of recordings.</summary>
    public static string KindOf(TaskKind task) => task == TaskKind.Classification ? Kind : $"sound-{task.ToString().ToLowerInvariant()}";

    private const int BatchSize = 32;

    private readonly SoundInput _input;
    private readonly SoundReader _reader;
    private readonly OnnxSession _session;
    private readonly bool _hasFeatures;
    private readonly Func<string, float[], float[]?, ItemOutput> _answer;

    public SoundClassifier(string directory, ModelCard card)
    {
        _input = card.SettingsAs<SoundInput>();
        _reader = new SoundReader(_input.Mel);
        _answer = ItemAnswers.Of(card);
        _session = OnnxSession.OpenClassifier(Path.Combine(directory, ModelFiles.Onnx), out _hasFeatures);
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        // whole batches are read ahead, so that reading goes on beside inference
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            var answers = Classify([.. batch.Where(one => one.Fault is null).Select(one => one.Windows)]);
            var row = 0;
            foreach (var (item, fault, _) in batch)
            {
                yield return fault is not null
                    ? new UnreadableOutput(item.Id, fault)
                    : _answer(item.Id, answers[row].Probabilities, answers[row++].Features);
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private (DataItem Item, Fault? Fault, float[] Windows)[] Read(DataItem[] items) => Array.ConvertAll(items, item =>
    {
        try
        {
            return (item, (Fault?)null, Windows(_reader.Read(item)));
        }
        catch (BadItemException bad)
        {
            return (item, bad.Fault, Array.Empty<float>());
        }
    });

    /// <summary>As <see cref="Windows"/> takes it.</summary>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    internal Spectrogram Read(DataItem item) => _reader.Read(item);

    /// <summary>Shape (windows × bands × frames).</summary>
    internal float[] Windows(Spectrogram sound)
    {
        var (starts, size) = (_input.Starts(sound.Frames), _input.Mel.Bands * _input.Frames);
        var windows = new float[starts.Count * size];
        for (var i = 0; i < starts.Count; i++)
        {
            _input.Normalise(sound, starts[i], windows.AsSpan(i * size, size));
        }

        return windows;
    }

    /// <param name="recordings">The windows of each, as <see cref="Windows"/> makes them.</param>
    /// <returns>Of each recording the mean over its windows.</returns>
    internal (float[] Probabilities, float[]? Features)[] Classify(IReadOnlyList<float[]> recordings) =>
        WindowAnswers.Mean(_session, recordings, _hasFeatures, 1, _input.Mel.Bands, _input.Frames);
}
