using Labelsmith.Learning.Sounds;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Recordings as log-mel spectrograms, each seen in one window.</summary>
internal sealed class SoundInputs(
    SoundInput input, SoundAugmentation augmentation, IReadOnlyList<Spectrogram> train, IReadOnlyList<Spectrogram> held)
    : ItemInputs
{
    public override long[] Shape => [1, input.Mel.Bands, input.Frames];

    public override int TrainCount => train.Count;

    public override int HeldCount => held.Count;

    public override double InferenceWork => 2; // files are read, and long ones are seen in several windows

    public override void Vary(int item, Random random, Span<float> into) => augmentation.Apply(train[item], random, into);

    /// <summary>The window in the middle.</summary>
    public override void Plain(int item, Span<float> into) =>
        input.Normalise(held[item], (held[item].Frames - input.Frames) / 2, into);
}
