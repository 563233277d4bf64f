using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Inference;

/// <summary>The settings of an <see cref="ImageClassifier"/>.</summary>
/// <param name="Width">To which images are stretched, in pixels.</param>
/// <param name="Height">To which images are stretched, in pixels.</param>
/// <param name="Input">How pixels become numbers.</param>
/// <param name="Mirror">Average the answers to an image and to its mirror image.</param>
public sealed record ImageClassifierSettings(int Width, int Height, ImageInput Input, bool Mirror)
{
    /// <summary>Decoded, stretched, in the model's channels.</summary>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    public PixelSource Read(DataItem item) =>
        ImageScaling.Resize(ImageScaling.ToChannels(ImageFile.Read(item.Source, item.Id), Input.Channels), Width, Height);
}

/// <summary>Answers for whole images: a class, a set of labels, or a number.</summary>
public sealed class ImageClassifier : IItemModel
{
    public const string Kind = "image-classification";

    /// <summary>Of models of whole images: older versions don't know the later ones.</summary>
    public static string KindOf(TaskKind task) => task == TaskKind.Classification ? Kind : $"image-{task.ToString().ToLowerInvariant()}";

    private const int BatchSize = 64;

    private readonly ImageClassifierSettings _settings;
    private readonly INetworkEngine _session;
    private readonly Func<string, float[], ItemOutput> _answer;

    public ImageClassifier(string directory, ModelCard card)
        : this(NetworkEngine.Open(directory, card), card.SettingsAs<ImageClassifierSettings>(), ItemAnswers.Of(card))
    {
    }

    /// <param name="session">Becomes this object's own.</param>
    /// <param name="answer">What an item's row of the output means.</param>
    internal ImageClassifier(INetworkEngine session, ImageClassifierSettings settings, Func<string, float[], ItemOutput> answer) =>
        (_session, _settings, _answer) = (session, settings, answer);

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        // whole batches are read ahead, so that decoding goes on beside inference
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            var rows = Answer(batch.Pixels, batch.Faults.Count(fault => fault is null));
            var row = 0;
            for (var i = 0; i < batch.Items.Length; i++)
            {
                yield return batch.Faults[i] is { } fault
                    ? new UnreadableOutput(batch.Items[i].Id, fault)
                    : _answer(batch.Items[i].Id, rows[row++]);
            }
        }
    }

    public void Dispose() => _session.Dispose();

    private (DataItem[] Items, Fault?[] Faults, float[] Pixels) Read(DataItem[] items)
    {
        var faults = new Fault?[items.Length];
        var size = _settings.Input.Channels * _settings.Width * _settings.Height;
        var pixels = new float[items.Length * size];
        var read = 0;
        for (var i = 0; i < items.Length; i++)
        {
            try
            {
                _settings.Input.Normalise(_settings.Read(items[i]).Pixels.Span, pixels.AsSpan(read * size, size));
                read++;
            }
            catch (BadItemException bad)
            {
                faults[i] = bad.Fault;
            }
        }

        return (items, faults, pixels[..(read * size)]);
    }

    private float[][] Answer(float[] pixels, int count)
    {
        if (count == 0)
        {
            return [];
        }

        long[] shape = [count, _settings.Input.Channels, _settings.Height, _settings.Width];
        var values = _session.Run(pixels, shape);
        if (_settings.Mirror)
        {
            var mirrored = _session.Run(Flips.Mirror(pixels, _settings.Width), shape);
            values = [.. values.Zip(mirrored, (one, other) => (one + other) / 2)];
        }

        return [.. values.Chunk(values.Length / count)];
    }
}
