using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Explaining;

/// <summary><see cref="Occlusion"/> of images, by their mean colour: for any image classifier.</summary>
internal sealed class ImageOcclusion(ImageClassifier model, ImageClassifierSettings settings) : IClassExplainer
{
    private const int Cells = 8; // to a side: patches are a quarter of the image wide
    private const int BatchSize = 16;

    private readonly Occlusion _occlusion = new(Cells, Cells);

    public Evidence Explain(DataItem item, int? label, CancellationToken cancellation)
    {
        var pixels = ImageClassifier.Read(item, settings);
        var (probabilities, features) = model.Classify(pixels, 1)[0];
        var best = label ?? Array.IndexOf(probabilities, probabilities.Max());
        var covered = new List<float>();
        foreach (var batch in _occlusion.Patches.Chunk(BatchSize))
        {
            cancellation.ThrowIfCancellationRequested();
            float[] inputs = [.. batch.SelectMany(patch => Cover(pixels, patch))];
            covered.AddRange(model.Classify(inputs, batch.Length).Select(answer => answer.Probabilities[best]));
        }

        return new Evidence(best, probabilities[best], features) { HeatMap = _occlusion.Map(probabilities[best], covered) };
    }

    public void Dispose() => model.Dispose();

    /// <summary>0 is the mean, since pixels are normalised.</summary>
    private float[] Cover(float[] pixels, Patch patch)
    {
        var covered = (float[])pixels.Clone();
        var (left, right) = ((int)Math.Round(patch.Left * settings.Width), (int)Math.Round(patch.Right * settings.Width));
        var (top, bottom) = ((int)Math.Round(patch.Top * settings.Height), (int)Math.Round(patch.Bottom * settings.Height));
        for (var channel = 0; channel < settings.Input.Channels; channel++)
        {
            for (var y = top; y < bottom; y++)
            {
                covered.AsSpan((((channel * settings.Height) + y) * settings.Width) + left, right - left).Clear();
            }
        }

        return covered;
    }
}
