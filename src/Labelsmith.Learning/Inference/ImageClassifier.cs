using System.Numerics.Tensors;
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
        Input.Prepare(ImageScaling.Resize(ImageScaling.ToChannels(ImageFile.Read(item.Source, item.Id), Input.Channels), Width, Height));

    /// <summary>The network's input.</summary>
    /// <param name="images">N, as <see cref="Read"/> gives them.</param>
    /// <returns>Shape (N × Channels × Height × Width).</returns>
    public float[] Normalise(IReadOnlyList<PixelSource> images)
    {
        var size = Input.Channels * Height * Width;
        var values = new float[images.Count * size];
        for (var i = 0; i < images.Count; i++)
        {
            Input.Normalise(images[i].Pixels.Span, values.AsSpan(i * size, size));
        }

        return values;
    }
}

/// <summary>Answers for whole images: a class, a set of labels, or a number.</summary>
public sealed class ImageClassifier : IItemModel
{
    public const string Kind = "image-classification";

    /// <summary>Of models of whole images: older versions don't know the later ones.</summary>
    public static string KindOf(TaskKind task) => task == TaskKind.Classification ? Kind : $"image-{task.ToString().ToLowerInvariant()}";

    private const int BatchSize = 64;

    private readonly ImageClassifierSettings _settings;
    private readonly OnnxSession _session;
    private readonly bool _hasFeatures;
    private readonly bool _isClassification;
    private readonly Func<string, float[], float[]?, ItemOutput> _answer;

    public ImageClassifier(string directory, ModelCard card)
        : this(
            Path.Combine(directory, Models.ModelFiles.Onnx), card.SettingsAs<ImageClassifierSettings>(),
            card.Task == TaskKind.Classification, ItemAnswers.Of(card))
    {
    }

    /// <param name="file">A model with probabilities or logits of classes as its output.</param>
    internal ImageClassifier(string file, ImageClassifierSettings settings)
        : this(file, settings, isClassification: true, ItemAnswers.Class)
    {
    }

    private ImageClassifier(
        string file, ImageClassifierSettings settings, bool isClassification, Func<string, float[], float[]?, ItemOutput> answer)
    {
        (_settings, _isClassification, _answer) = (settings, isClassification, answer);
        _session = OnnxSession.OpenClassifier(file, out _hasFeatures);
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        // whole batches are read ahead, so that decoding goes on beside inference
        foreach (var batch in Prefetch.Select(items.Chunk(BatchSize), Read, Environment.ProcessorCount + 1, cancellation))
        {
            var answers = Classify(batch.Pixels, batch.Faults.Count(fault => fault is null));
            var row = 0;
            for (var i = 0; i < batch.Items.Length; i++)
            {
                yield return batch.Faults[i] is { } fault
                    ? new UnreadableOutput(batch.Items[i].Id, fault)
                    : _answer(batch.Items[i].Id, answers[row].Probabilities, answers[row++].Features);
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

    /// <summary>As the network takes it: shape (channels × height × width), normalised.</summary>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    internal static float[] Read(DataItem item, ImageClassifierSettings settings)
    {
        var pixels = new float[settings.Input.Channels * settings.Width * settings.Height];
        settings.Input.Normalise(settings.Read(item).Pixels.Span, pixels);
        return pixels;
    }

    /// <summary>Models of others may end with logits.</summary>
    internal static float[] Normalise(float[] row)
    {
        if (row.Min() >= 0 && Math.Abs(row.Sum() - 1) < 1e-2)
        {
            return row;
        }

        var probabilities = new float[row.Length];
        TensorPrimitives.SoftMax<float>(row, probabilities);
        return probabilities;
    }

    /// <param name="pixels">Shape (count × channels × height × width).</param>
    internal (float[] Probabilities, float[]? Features)[] Classify(float[] pixels, int count)
    {
        if (count == 0)
        {
            return [];
        }

        long[] shape = [count, _settings.Input.Channels, _settings.Height, _settings.Width];
        var values = Run(pixels, shape);
        if (_settings.Mirror)
        {
            var mirrored = Run(Flips.Mirror(pixels, _settings.Width), shape);
            values = [.. values.Zip(mirrored, Mean)];
        }

        var probabilities = values[0].Chunk(values[0].Length / count).Select(row => _isClassification ? Normalise(row) : row).ToArray();
        var features = _hasFeatures ? values[1].Chunk(values[1].Length / count).ToArray() : null;
        return [.. probabilities.Select((row, i) => (row, features?[i]))];
    }

    private float[][] Run(float[] pixels, long[] shape) => [.. _session.RunAll(pixels, shape).Select(output => output.Values)];

    private static float[] Mean(float[] one, float[] other)
    {
        var mean = new float[one.Length];
        TensorPrimitives.Add<float>(one, other, mean);
        TensorPrimitives.Multiply<float>(mean, 0.5f, mean);
        return mean;
    }
}
