using System.Numerics.Tensors;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
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
    private readonly INetworkEngine _session;
    private readonly Func<string, float[], ItemOutput> _answer;

    public SoundClassifier(string directory, ModelCard card)
    {
        _input = card.SettingsAs<SoundInput>();
        _reader = new SoundReader(_input.Mel);
        _answer = ItemAnswers.Of(card);
        _session = NetworkEngine.Open(directory, card);
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        // whole batches are read ahead, so that reading goes on beside inference
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            foreach (var output in Answer(batch))
            {
                yield return output;
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

    /// <summary>Shape (windows × bands × frames).</summary>
    private float[] Windows(Spectrogram sound)
    {
        var (starts, size) = (_input.Starts(sound.Frames), _input.Mel.Bands * _input.Frames);
        var windows = new float[starts.Count * size];
        for (var i = 0; i < starts.Count; i++)
        {
            _input.Normalise(sound, starts[i], windows.AsSpan(i * size, size));
        }

        return windows;
    }

    private IEnumerable<ItemOutput> Answer((DataItem Item, Fault? Fault, float[] Windows)[] batch)
    {
        float[] windows = [.. batch.SelectMany(one => one.Windows)];
        var size = _input.Mel.Bands * _input.Frames;
        var count = windows.Length / size;
        var values = count == 0 ? [] : _session.Run(windows, count, 1, _input.Mel.Bands, _input.Frames);
        var outputs = count == 0 ? 0 : values.Length / count;
        var row = 0;
        foreach (var (item, fault, own) in batch)
        {
            if (fault is not null)
            {
                yield return new UnreadableOutput(item.Id, fault);
                continue;
            }

            var answer = new float[outputs];
            var seen = own.Length / size;
            for (var i = 0; i < seen; i++, row++)
            {
                TensorPrimitives.Add<float>(answer, values.AsSpan(row * outputs, outputs), answer);
            }

            TensorPrimitives.Divide<float>(answer, seen, answer);
            yield return _answer(item.Id, answer);
        }
    }
}
