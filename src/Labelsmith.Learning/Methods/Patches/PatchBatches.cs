using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Patches;

/// <summary>Makes the batches of a segmenter: patches of labelled images and, beside them, two variants of patches of unlabelled
/// ones, of which the strong one has parts of other patches in it.</summary>
/// <param name="images">The labelled ones, in the network's channels.</param>
/// <param name="pool">The unlabelled ones, likewise; may be empty.</param>
/// <param name="order">Which of them stand where.</param>
internal sealed class PatchBatches(
    IReadOnlyList<SegmentedImage> images, IReadOnlyList<SegmentedImage> pool, ImageSegmenterSettings settings, PatchSampler sampler,
    BatchSampler order, int seed)
{
    private readonly int _plane = settings.Tile * settings.Tile;
    private readonly int _size = settings.Input.Channels * settings.Tile * settings.Tile;

    /// <summary>Inputs are the labelled patches, then the strong variants of the unlabelled ones, whose weak variants are to be judged.</summary>
    public Batch Make(int epoch, int step)
    {
        var random = new Random(Trainer.HashCode(seed, epoch, step));
        var (labelled, unlabelled) = (order.Labelled(epoch, step), order.Unlabelled(epoch, step));
        var (inputs, classes) = (new float[(labelled.Length + unlabelled.Length) * _size], new long[labelled.Length * _plane]);
        for (var i = 0; i < labelled.Length; i++)
        {
            sampler.Draw(images[labelled[i]], random, inputs.AsSpan(i * _size, _size), classes.AsSpan(i * _plane, _plane));
        }

        var (weak, strong) = (new float[unlabelled.Length * _size], new float[unlabelled.Length * _size]);
        for (var i = 0; i < unlabelled.Length; i++)
        {
            sampler.DrawTwo(pool[unlabelled[i]], random, weak.AsSpan(i * _size, _size), strong.AsSpan(i * _size, _size));
        }

        var pasted = PatchMix.Draw(unlabelled.Length, settings.Tile, random);
        PatchMix.Paste(strong, inputs.AsSpan(labelled.Length * _size), pasted, settings.Input.Channels, settings.Tile);
        return new Batch(inputs, Shape(labelled.Length + unlabelled.Length), classes, [labelled.Length, settings.Tile, settings.Tile])
        {
            TaughtInputs = weak,
            Pasted = pasted,
        };
    }

    /// <summary>N, C, H, W of <paramref name="count"/> patches.</summary>
    public long[] Shape(int count) => [count, settings.Input.Channels, settings.Tile, settings.Tile];
}
