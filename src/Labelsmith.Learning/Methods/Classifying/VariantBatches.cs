using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Classifying;

/// <summary>Makes the batches of a classifier: variants of labelled items and, beside them, two variants of each unlabelled one.</summary>
/// <param name="variants">Of what.</param>
/// <param name="sampler">Which of them stand where.</param>
/// <param name="mixing">Of the labelled ones.</param>
/// <param name="term">Says which variants of the unlabelled ones are wanted; null: none.</param>
internal sealed class VariantBatches(IVariants variants, BatchSampler sampler, BatchMixing mixing, UnlabelledTerm? term, int seed)
{
    /// <summary>Inputs are the labelled items, then one variant of the unlabelled ones, of which the other is to be judged.</summary>
    public Batch Make(int epoch, int step)
    {
        var random = new Random(Trainer.HashCode(seed, epoch, step));
        var (labelled, unlabelled) = (sampler.Labelled(epoch, step), sampler.Unlabelled(epoch, step));
        var (channels, height, width) = ((int)variants.Shape[0], (int)variants.Shape[1], (int)variants.Shape[2]);
        var size = channels * height * width;
        var count = labelled.Length + unlabelled.Length;
        var (inputs, judged) = (new float[count * size], new float[term?.HasJudge == true ? unlabelled.Length * size : 0]);
        for (var i = 0; i < labelled.Length; i++)
        {
            variants.DrawLabelled(labelled[i], random, inputs.AsSpan(i * size, size));
        }

        for (var i = 0; i < unlabelled.Length; i++)
        {
            if (judged.Length > 0)
            {
                variants.DrawWeak(unlabelled[i], random, judged.AsSpan(i * size, size));
            }

            DrawLearned(unlabelled[i], random, inputs.AsSpan((labelled.Length + i) * size, size));
        }

        var (partners, shares) = mixing.Apply(inputs.AsSpan(0, labelled.Length * size), labelled.Length, channels, height, width, random);
        return new Batch(
            inputs, [count, .. variants.Shape], [.. labelled.Select(i => (long)variants.Classes[i])], [labelled.Length])
        {
            TaughtInputs = judged,
            MixedTargets = Array.ConvertAll(partners, i => (long)variants.Classes[labelled[i]]),
            MixedShares = shares,
        };
    }

    private void DrawLearned(int item, Random random, Span<float> into)
    {
        switch (term)
        {
            case { IsPlain: true }:
                variants.DrawPlain(item, into);
                break;
            case { IsStrong: true }:
                variants.DrawStrong(item, random, into);
                break;
            default:
                variants.DrawWeak(item, random, into);
                break;
        }
    }
}
