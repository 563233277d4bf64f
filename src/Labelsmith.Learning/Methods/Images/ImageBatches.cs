using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>Makes the batches of a classifier of images: variants of labelled ones and, beside them, two variants of each
/// unlabelled one.</summary>
/// <param name="images">The labelled ones.</param>
/// <param name="pool">The unlabelled ones; may be empty.</param>
/// <param name="sampler">Which of them stand where.</param>
/// <param name="term">Says which variants of the unlabelled ones are wanted; null: none.</param>
internal sealed class ImageBatches(
    ClassifiedImages images, IReadOnlyList<PixelSource> pool, BatchSampler sampler, UnlabelledTerm? term, int seed)
{
    private readonly ImageAugmentation _weak = new(images.Settings.Mirror);
    private readonly ImageAugmentation _learned = term switch
    {
        { IsPlain: true } => ImageAugmentation.None,
        { IsStrong: true } => ImageAugmentation.Strong(images.Settings.Mirror),
        _ => new ImageAugmentation(images.Settings.Mirror),
    };

    /// <summary>Inputs are the labelled images, then one variant of the unlabelled ones, of which the other is to be judged.</summary>
    public Batch Make(int epoch, int step)
    {
        var random = new Random(Trainer.HashCode(seed, epoch, step));
        var (labelled, unlabelled) = (sampler.Labelled(epoch, step), sampler.Unlabelled(epoch, step));
        var size = images.Size;
        var count = labelled.Length + unlabelled.Length;
        var (inputs, judged) = (new float[count * size], new float[term?.HasJudge == true ? unlabelled.Length * size : 0]);
        for (var i = 0; i < labelled.Length; i++)
        {
            _weak.Apply(images.Train[labelled[i]].Image, images.Settings.Input, random, inputs.AsSpan(i * size, size));
        }

        for (var i = 0; i < unlabelled.Length; i++)
        {
            var image = pool[unlabelled[i]];
            if (judged.Length > 0)
            {
                _weak.Apply(image, images.Settings.Input, random, judged.AsSpan(i * size, size));
            }

            _learned.Apply(image, images.Settings.Input, random, inputs.AsSpan((labelled.Length + i) * size, size));
        }

        return new Batch(
            inputs, images.Shape(count), [.. labelled.Select(i => (long)images.Train[i].Class)], [labelled.Length])
        {
            TaughtInputs = judged,
        };
    }
}
