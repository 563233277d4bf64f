using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Sounds;
using Labelsmith.Media.Sounds;

namespace Labelsmith.Learning.Features;

/// <summary>How a recording sounds, where no model has learned to listen: the mean of each mel band in the first, the middle and the
/// last third of it, and the deviation of each band over the whole.</summary>
internal static class SoundLook
{
    private const int Rate = 16_000;
    private const int Parts = 3;

    private static readonly MelSettings _mel = MelSettings.Of(Rate, bands: 40);

    private static readonly SoundReader _reader = new(_mel);

    public static Descriptor Descriptor { get; } = Features.Descriptor.OfEach("sound-look-1", Describe);

    /// <exception cref="BadItemException">The recording cannot be read.</exception>
    public static float[] Describe(DataItem item)
    {
        var sound = _reader.Read(item);
        var values = new float[(Parts + 1) * _mel.Bands];
        for (var band = 0; band < _mel.Bands; band++)
        {
            var (sum, squares) = (0.0, 0.0);
            for (var part = 0; part < Parts; part++)
            {
                // every part has a frame, even of a recording of one
                var from = Math.Min(part * sound.Frames / Parts, sound.Frames - 1);
                var to = Math.Max(from + 1, (part + 1) * sound.Frames / Parts);
                var own = 0.0;
                for (var frame = from; frame < to; frame++)
                {
                    own += sound.Values[(frame * _mel.Bands) + band];
                }

                values[(part * _mel.Bands) + band] = (float)(own / (to - from));
            }

            for (var frame = 0; frame < sound.Frames; frame++)
            {
                double value = sound.Values[(frame * _mel.Bands) + band];
                sum += value;
                squares += value * value;
            }

            var mean = sum / sound.Frames;
            values[(Parts * _mel.Bands) + band] = (float)Math.Sqrt(Math.Max(0, (squares / sound.Frames) - (mean * mean)));
        }

        return values;
    }
}
