using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Metrics;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Measures a <see cref="CenterNet"/> on whole images, padded to one size.</summary>
internal sealed class DetectionValidation(
    CenterNet network, IReadOnlyList<BoxedImage> images, BoxSampler sampler, ImageInput input, int width, int height)
{
    private const int BatchSize = 8;

    private readonly CenterTargets _targets = new(network.Classes, width, height);

    /// <summary>Mean loss, and mAP at IoU 0.5.</summary>
    public (double Loss, double Score) Measure()
    {
        var loss = 0.0;
        var map = Match(output => loss += output);
        var score = map.Score50(Bootstrap.Once(images.Count));
        return (loss / images.Count, double.IsNaN(score) ? 0 : score);
    }

    /// <summary>All boxes against the truth.</summary>
    /// <param name="lost">Hears the loss of each batch, times its images.</param>
    public MeanAveragePrecision Match(Action<double>? lost = null)
    {
        var matches = new List<BoxMatching>();
        foreach (var batch in images.Chunk(BatchSize))
        {
            using var scope = NewDisposeScope();
            using var frozen = no_grad();
            var size = input.Channels * width * height;
            var pixels = new float[batch.Length * size];
            var truths = new float[batch.Length * _targets.Size];
            for (var i = 0; i < batch.Length; i++)
            {
                sampler.Plain(batch[i], pixels.AsSpan(i * size, size));
                _targets.Draw(batch[i].Boxes, truths.AsSpan(i * _targets.Size, _targets.Size));
            }

            var (rows, columns) = (height / CenterNet.Stride, width / CenterNet.Stride);
            var output = network.forward(tensor(pixels, batch.Length, input.Channels, height, width).ToChannelsLast());
            lost?.Invoke(CenterLoss.Of(output, tensor(truths).view(batch.Length, -1, rows, columns)).item<float>() * batch.Length);
            var maps = network.Decode(output).contiguous().data<float>().ToArray();
            for (var i = 0; i < batch.Length; i++)
            {
                var found = CenterDecoding.Decode(maps.AsSpan(i * (maps.Length / batch.Length), maps.Length / batch.Length), network.Classes, rows, columns);
                matches.Add(BoxMatching.Of(
                    [.. batch[i].Boxes.Select(box => new TrueBox(box.Class, box.Left, box.Top, box.Width, box.Height))], found));
            }
        }

        return new MeanAveragePrecision(matches, network.Classes);
    }
}
