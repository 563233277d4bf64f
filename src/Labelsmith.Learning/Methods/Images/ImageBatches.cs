using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Makes the batches of a classifier of images: variants of labelled ones and, beside them, two variants of each
/// unlabelled one.</summary>
/// <param name="images">The labelled ones.</param>
/// <param name="pool">The unlabelled ones; may be empty.</param>
/// <param name="sampler">Which of them stand where.</param>
/// <param name="isStrong">Whether the network learns from strong variants of the unlabelled ones.</param>
internal sealed class ImageBatches(
    ClassifiedImages images, IReadOnlyList<PixelSource> pool, BatchSampler sampler, bool isStrong, int seed)
{
    private readonly ImageAugmentation _weak = new(images.Settings.Mirror);
    private readonly ImageAugmentation _strong =
        isStrong ? ImageAugmentation.Strong(images.Settings.Mirror) : new ImageAugmentation(images.Settings.Mirror);

    /// <summary>Inputs are the labelled images, then one variant of the unlabelled ones, of which the other is to be judged.</summary>
    public Batch Make(int epoch, int step)
    {
        var random = new Random(Trainer.HashCode(seed, epoch, step));
        var (labelled, unlabelled) = (sampler.Labelled(epoch, step), sampler.Unlabelled(epoch, step));
        var size = images.Size;
        var count = labelled.Length + unlabelled.Length;
        var (inputs, judged) = (new float[count * size], new float[unlabelled.Length * size]);
        for (var i = 0; i < labelled.Length; i++)
        {
            _weak.Apply(images.Train[labelled[i]].Image, images.Settings.Input, random, inputs.AsSpan(i * size, size));
        }

        for (var i = 0; i < unlabelled.Length; i++)
        {
            var image = pool[unlabelled[i]];
            _weak.Apply(image, images.Settings.Input, random, judged.AsSpan(i * size, size));
            _strong.Apply(image, images.Settings.Input, random, inputs.AsSpan((labelled.Length + i) * size, size));
        }

        return new Batch(
            inputs, images.Shape(count), [.. labelled.Select(i => (long)images.Train[i].Class)], [labelled.Length])
        {
            TaughtInputs = judged,
        };
    }
}
