using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Patches;

/// <summary>What segmenters that learn side by side lose on a batch: on labelled patches what <see cref="PixelLoss"/> says, on
/// unlabelled ones what a term says of each of their pixels.</summary>
/// <param name="network">One of <paramref name="shape"/>, or several as <see cref="SideBySide"/>.</param>
/// <param name="count">How many.</param>
/// <param name="term">Null: the labelled patches alone.</param>
internal sealed class SegmentationLoss(nn.Module<Tensor, Tensor> network, UNetShape shape, int count, UnlabelledTerm? term)
{
    public nn.Module<Tensor, Tensor> Network => network;

    public IReadOnlyList<(string Name, Tensor Value)> State => term?.State ?? [];

    /// <returns>A scalar with a gradient.</returns>
    public Tensor Of(Batch batch)
    {
        var targets = tensor(batch.Targets, batch.TargetShape);
        var labelled = (int)batch.TargetShape[0];
        var logits = network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast()).chunk(count, dim: 1);
        var taught = batch.Taught is null ? [] : PatchMix.Paste(batch.Taught, batch.Pasted).chunk(count, dim: 1);
        var loss = logits.Select(own => PixelLoss.Of(own[..labelled], targets, shape.Activation)).Aggregate((sum, one) => sum + one);
        for (var i = 0; i < taught.Length; i++)
        {
            // of the next network; of its own averaged weights where there is only one
            loss += term!.Loss(new UnlabelledBatch(Flat(taught[(i + 1) % count]), Flat(Classes(logits[i][labelled..])), Images: null, batch.Fraction));
        }

        return loss;
    }

    /// <summary>Probabilities, shape (U, networks × K, H, W).</summary>
    public Tensor Teach(Batch batch)
    {
        var input = tensor(batch.TaughtInputs, [batch.Pasted.Length, .. batch.InputShape[1..]]).ToChannelsLast();
        return cat([.. network.forward(input).chunk(count, dim: 1).Select(own => Classes(own).softmax(1))], dim: 1);
    }

    /// <summary>For the report.</summary>
    public void Note(LearningContext context)
    {
        if (term?.Used > 0)
        {
            context.Note($"At the end {term.Used:0 %} of the unlabelled pixels weighed in.");
        }
    }

    /// <summary>A sigmoid's one logit z as the logits 0 and z of two classes.</summary>
    private Tensor Classes(Tensor logits) =>
        shape.Activation == PixelActivation.Sigmoid ? cat([zeros_like(logits), logits], dim: 1) : logits;

    /// <summary>From (N, K, H, W) to (N · H · W, K): a term takes pixels for items.</summary>
    private static Tensor Flat(Tensor maps) => maps.permute(0, 2, 3, 1).reshape(-1, maps.shape[1]);
}
