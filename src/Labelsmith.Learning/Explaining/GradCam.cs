using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;

namespace Labelsmith.Learning.Explaining;

/// <summary>Grad-CAM: where in an image the features lie that speak for a class.</summary>
/// <remarks>
/// Selvaraju et al. (2017), arXiv:1610.02391: the maps of the last convolution, each weighed by the mean gradient of the class's logit, and of
/// their sum what is above 0. Where a network ends as a <see cref="PooledHead"/> that gradient is the linear layer's weight divided by the
/// number of places, whether the pool takes the mean or the maximum; so one forward pass gives Grad-CAM exactly, by ONNX Runtime alone.
/// Of a model that averages over mirror images, the maps of both are averaged.
/// </remarks>
internal sealed class GradCam : IClassExplainer
{
    private readonly ImageClassifierSettings _settings;
    private readonly PooledHead _head;
    private readonly OnnxSession _session;

    private GradCam(ImageClassifierSettings settings, PooledHead head, OnnxSession session) =>
        (_settings, _head, _session) = (settings, head, session);

    /// <summary>Null where the model does not end as it must.</summary>
    public static GradCam? TryLoad(string path, ImageClassifierSettings settings)
    {
        var file = OnnxFile.Read(path);
        return !file.HasFilesBeside && PooledHead.Find(file) is { } head
            ? new GradCam(settings, head, OnnxSession.Open(path, file, head.Features, head.Maps))
            : null;
    }

    public Evidence Explain(DataItem item, int? label, CancellationToken cancellation)
    {
        var pixels = ImageClassifier.Read(item, _settings);
        var plain = Look(pixels);
        if (!_settings.Mirror)
        {
            return Evidence(plain, label ?? IndexOfBest(plain.Probabilities), mirrored: null);
        }

        var mirrored = Look(Flips.Mirror(pixels, _settings.Width));
        float[] probabilities = [.. plain.Probabilities.Zip(mirrored.Probabilities, (one, other) => (one + other) / 2)];
        return Evidence(plain with { Probabilities = probabilities }, label ?? IndexOfBest(probabilities), mirrored);
    }

    public void Dispose() => _session.Dispose();

    private Evidence Evidence(Sight sight, int label, Sight? mirrored)
    {
        var map = Weigh(sight, label);
        if (mirrored is not null)
        {
            var other = Flips.Mirror(Weigh(mirrored, label), sight.Columns);
            map = [.. map.Zip(other, (one, two) => one + two)];
        }

        return new Evidence(label, sight.Probabilities[label], sight.Features)
        {
            HeatMap = HeatMap.Of(sight.Columns, sight.Rows, map),
        };
    }

    /// <summary>Shape (rows × columns): the sum of the maps, of which what is above 0 stays.</summary>
    private float[] Weigh(Sight sight, int label)
    {
        var plane = sight.Rows * sight.Columns;
        var sum = new float[plane];
        for (var feature = 0; feature < _head.FeatureCount; feature++)
        {
            var weight = _head.Weights[(label * _head.FeatureCount) + feature] / plane;
            for (var i = 0; i < plane; i++)
            {
                sum[i] += weight * sight.Maps[(feature * plane) + i];
            }
        }

        return Array.ConvertAll(sum, value => Math.Max(value, 0));
    }

    private Sight Look(float[] pixels)
    {
        var outputs = _session.RunAll(pixels, 1, _settings.Input.Channels, _settings.Height, _settings.Width);
        var (maps, shape) = outputs[2];
        return new Sight(ImageClassifier.Normalise(outputs[0].Values), outputs[1].Values, maps, (int)shape[2], (int)shape[3]);
    }

    private static int IndexOfBest(float[] probabilities) => Array.IndexOf(probabilities, probabilities.Max());

    /// <param name="Maps">Shape (F × rows × columns).</param>
    private sealed record Sight(float[] Probabilities, float[] Features, float[] Maps, int Rows, int Columns);
}
