using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Images at the size at which they are learned.</summary>
internal sealed class ImageInputs(
    ImageClassifierSettings settings, ImageAugmentation augmentation, IReadOnlyList<PixelSource> train, IReadOnlyList<PixelSource> held)
    : ItemInputs
{
    public override long[] Shape => [settings.Input.Channels, settings.Height, settings.Width];

    public override int TrainCount => train.Count;

    public override int HeldCount => held.Count;

    public override double InferenceWork => settings.Mirror ? 2 : 1;

    public override void Vary(int item, Random random, Span<float> into) => augmentation.Apply(train[item], settings.Input, random, into);

    public override void Plain(int item, Span<float> into) => settings.Input.Normalise(held[item].Pixels.Span, into);
}
