using Labelsmith.Domain.Datasets;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Sounds;

/// <summary>Reads recordings as spectrograms, the same in training and in use: one channel, one rate, one level. May be used by
/// many threads.</summary>
public sealed class SoundReader(MelSettings settings)
{
    private readonly LogMel _mel = new(settings);

    /// <exception cref="BadItemException">The item cannot be read.</exception>
    public Spectrogram Read(DataItem item)
    {
        var sound = SoundFile.Read(item.Source, item.Id);
        var samples = Resampler.Resample(SoundMixing.ToMono(sound), sound.SampleRate, settings.SampleRate);
        SoundMixing.Level(samples);
        return new Spectrogram(_mel.Of(samples), settings.Bands);
    }
}
