using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Sounds;

namespace Labelsmith.Learning.Methods.Sounds;

/// <summary>Recordings with their classes, read into memory as spectrograms.</summary>
/// <param name="Input">What the labelled ones suggest: bands, frames, mean and deviation.</param>
internal sealed record ClassifiedSounds(
    SoundInput Input,
    IReadOnlyList<(Spectrogram Sound, int Class)> Train,
    IReadOnlyList<(Spectrogram Sound, int Class)> Validation)
{
    /// <summary>C, H, W of an input.</summary>
    public IReadOnlyList<long> Shape => [1, Input.Mel.Bands, Input.Frames];

    /// <exception cref="BadDataException">Fewer than two classes are labelled, or nothing can be read.</exception>
    public static ClassifiedSounds Read(LearningSet items, LearningContext context)
    {
        var (mel, frames) = SoundSizing.Choose(items.Train, context);
        var reader = new SoundReader(mel);
        List<(Spectrogram Sound, int Class)> All(IReadOnlyList<DataItem> some) =>
            ItemReading.All(some, item => (reader.Read(item), ItemTruth.ClassOf(item, items.Classes)), context);
        var (train, validation) = (All(items.Train), All(items.Validation));
        return train.Select(one => one.Class).Distinct().Count() < 2
            ? throw new BadDataException("Classification needs labelled recordings of at least two classes: label a few of another class.")
            : new ClassifiedSounds(SoundInput.Of(mel, frames, [.. train.Select(one => one.Sound)]), train, validation);
    }

    /// <summary>Unlabelled recordings: all, or as many of a random draw as memory and a share of the time allow.</summary>
    public IReadOnlyList<Spectrogram> ReadPool(IReadOnlyList<DataItem> pool, LearningContext context)
    {
        var reader = new SoundReader(Input.Mel);
        return ItemReading.Pool(pool, reader.Read, sizeof(float) * Input.Mel.Bands * (long)Input.Frames, context, "recordings");
    }

    /// <summary>The window in the middle of each validation recording, or of those learned from where there are none.</summary>
    public HeldItems HeldItems()
    {
        var held = Validation.Count > 0 ? Validation : Train;
        var size = Input.Mel.Bands * Input.Frames;
        var values = new float[held.Count * size];
        for (var i = 0; i < held.Count; i++)
        {
            Input.Normalise(held[i].Sound, (held[i].Sound.Frames - Input.Frames) / 2, values.AsSpan(i * size, size));
        }

        return new HeldItems(values, [.. held.Select(one => (long)one.Class)]);
    }
}
