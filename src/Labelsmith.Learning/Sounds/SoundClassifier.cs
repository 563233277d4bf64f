using System.Numerics.Tensors;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Sounds;

/// <summary>Puts whole recordings into classes: the mean of what the network says of its windows.</summary>
public sealed class SoundClassifier : IItemModel
{
    public const string Kind = "sound-classification";

    private const int BatchSize = 32;

    private readonly SoundInput _input;
    private readonly SoundReader _reader;
    private readonly OnnxSession _session;

    public SoundClassifier(string directory, ModelCard card)
    {
        _input = card.SettingsAs<SoundInput>();
        _reader = new SoundReader(_input.Mel);
        _session = new OnnxSession(Path.Combine(directory, ModelFiles.Onnx));
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        // whole batches are read ahead, so that reading goes on beside inference
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            foreach (var output in Classify(batch))
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

    private IEnumerable<ItemOutput> Classify((DataItem Item, Fault? Fault, float[] Windows)[] batch)
    {
        float[] windows = [.. batch.SelectMany(one => one.Windows)];
        var size = _input.Mel.Bands * _input.Frames;
        var count = windows.Length / size;
        var (values, features) = count == 0 ? ([], null) : _session.RunClassifier(windows, count, 1, _input.Mel.Bands, _input.Frames);
        var row = 0;
        foreach (var (item, fault, own) in batch)
        {
            if (fault is not null)
            {
                yield return new UnreadableOutput(item.Id, fault);
                continue;
            }

            var seen = own.Length / size;
            yield return new ClassOutput(item.Id, Mean(values, row, seen, count)) { Features = features is null ? null : Mean(features, row, seen, count) };
            row += seen;
        }
    }

    /// <summary>Of the rows of a recording's windows.</summary>
    /// <param name="values">Shape (count × length).</param>
    private static float[] Mean(float[] values, int row, int seen, int count)
    {
        var length = values.Length / count;
        var mean = new float[length];
        for (var i = row; i < row + seen; i++)
        {
            TensorPrimitives.Add<float>(mean, values.AsSpan(i * length, length), mean);
        }

        TensorPrimitives.Divide<float>(mean, seen, mean);
        return mean;
    }
}
