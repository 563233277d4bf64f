using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Sounds;

namespace Labelsmith.Learning.Explaining;

/// <summary><see cref="Occlusion"/> of recordings over time: moments are replaced by the mean spectrum of what was learned from.</summary>
internal sealed class SoundOcclusion(SoundClassifier model, SoundInput input) : IClassExplainer
{
    private const int Moments = 24;

    private readonly Occlusion _occlusion = new(Moments, 1);

    public Evidence Explain(DataItem item, int? label, CancellationToken cancellation)
    {
        var sound = model.Read(item);
        var (probabilities, features) = model.Classify([model.Windows(sound)])[0];
        var best = label ?? Array.IndexOf(probabilities, probabilities.Max());
        var covered = new List<float>();
        foreach (var patch in _occlusion.Patches)
        {
            cancellation.ThrowIfCancellationRequested();
            covered.Add(model.Classify([model.Windows(Cover(sound, patch))])[0].Probabilities[best]);
        }

        return new Evidence(best, probabilities[best], features) { HeatMap = _occlusion.Map(probabilities[best], covered) };
    }

    public void Dispose() => model.Dispose();

    private Spectrogram Cover(Spectrogram sound, Patch patch)
    {
        var values = (float[])sound.Values.Clone();
        var end = (int)Math.Round(patch.Right * sound.Frames);
        for (var frame = (int)Math.Round(patch.Left * sound.Frames); frame < end; frame++)
        {
            for (var band = 0; band < sound.Bands; band++)
            {
                values[(frame * sound.Bands) + band] = input.Mean[band];
            }
        }

        return sound with { Values = values };
    }
}
