using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Sounds;
using Labelsmith.Learning.Text;
using Labelsmith.Learning.Text.Networks;

namespace Labelsmith.Learning.Explaining;

/// <summary>Says why a classifier answers what it answers. One call at a time.</summary>
public sealed class Explainer : IDisposable
{
    /// <summary>How many labelled items an explanation names.</summary>
    public const int NeighbourCount = 5;

    private readonly IClassExplainer _way;

    private Explainer(ModelCard card, string method, IClassExplainer way, ExampleIndex? examples) =>
        (Card, Method, _way, Examples) = (card, method, way, examples);

    public ModelCard Card { get; }

    /// <summary>A key of <see cref="ExplainingMethods"/>.</summary>
    public string Method { get; }

    /// <summary>Labelled items to compare with: by default those that the run left in the model's folder.</summary>
    public ExampleIndex? Examples { get; set; }

    /// <param name="path">As <see cref="Predictor.Load"/> takes it.</param>
    /// <param name="method">A key of <see cref="ExplainingMethods"/>; null: what suits the model.</param>
    /// <exception cref="BadDataException">The model cannot be loaded, or not be explained so.</exception>
    public static Explainer Load(string path, string? method = null)
    {
        var isFile = ForeignModel.IsFile(path);
        var card = isFile ? ForeignModel.ReadCard(path) : ModelCard.Read(path);
        var onnx = isFile ? path : Path.Combine(path, ModelFiles.Onnx);
        var directory = Path.GetDirectoryName(Path.GetFullPath(onnx))!;
        var (chosen, way) = card.Kind switch
        {
            ImageClassifier.Kind => OfImages(onnx, card, method),
            SoundClassifier.Kind when method is null or ExplainingMethods.Occlusion => (
                ExplainingMethods.Occlusion,
                new SoundOcclusion(new SoundClassifier(directory, card), card.SettingsAs<SoundInput>())),
            TextClassifier.Kind when method is null or ExplainingMethods.IntegratedGradients =>
                (ExplainingMethods.IntegratedGradients, (IClassExplainer)new TextExplainer(onnx, card)),
            TextNetClassifier.Kind when method is null or ExplainingMethods.Occlusion =>
                (ExplainingMethods.Occlusion, new WordOcclusion(new TextNetClassifier(directory, card))),
            ImageClassifier.Kind or SoundClassifier.Kind or TextClassifier.Kind or TextNetClassifier.Kind => throw new BadDataException(
                $"Models of the kind '{card.Kind}' are not explained by {method}: leave the method out."),
            _ => throw new BadDataException(
                $"Models of the kind '{card.Kind}' are not explained: only answers for whole images, recordings and texts are."),
        };
        return new Explainer(card, chosen, way, ExampleIndex.TryRead(directory));
    }

    /// <param name="className">The class to explain; null: the most probable one.</param>
    /// <exception cref="BadDataException">The model knows no such class.</exception>
    /// <exception cref="BadItemException">The item cannot be read.</exception>
    public Explanation Explain(DataItem item, string? className = null, CancellationToken cancellation = default)
    {
        int? label = className is null ? null : Card.Classes.Index().Where(one => one.Item == className).Select(one => one.Index)
            .DefaultIfEmpty(-1).First();
        if (label < 0)
        {
            throw new BadDataException($"The model knows no class '{className}': choose one of {string.Join(", ", Card.Classes)}.");
        }

        var evidence = _way.Explain(item, label, cancellation);
        return new Explanation
        {
            ItemId = item.Id,
            Method = Method,
            Class = Card.Classes[evidence.Label],
            Probability = Math.Clamp(evidence.Probability, 0, 1),
            HeatMap = evidence.HeatMap,
            Words = evidence.Words,
            Neighbours = evidence.Features is null ? [] : Examples?.Nearest(evidence.Features, NeighbourCount, item.Id) ?? [],
        };
    }

    public void Dispose() => _way.Dispose();

    private static (string Method, IClassExplainer Way) OfImages(string onnx, ModelCard card, string? method)
    {
        var settings = card.SettingsAs<ImageClassifierSettings>();
        if (method is null or ExplainingMethods.GradCam && GradCam.TryLoad(onnx, settings) is { } gradCam)
        {
            return (ExplainingMethods.GradCam, gradCam);
        }

        return method is null or ExplainingMethods.Occlusion
            ? (ExplainingMethods.Occlusion, new ImageOcclusion(new ImageClassifier(onnx, settings), settings))
            : throw new BadDataException(method == ExplainingMethods.GradCam
                ? $"{onnx} does not end with pooled maps and one linear layer, so {method} cannot explain it: use {ExplainingMethods.Occlusion}."
                : $"Image classifiers are not explained by {method}: use {ExplainingMethods.GradCam} or {ExplainingMethods.Occlusion}.");
    }
}
