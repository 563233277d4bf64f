using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Explaining;

/// <summary><see cref="IntegratedGradients"/> of texts: what the pieces of a text add goes to the words in which they stand.</summary>
internal sealed class TextExplainer : IClassExplainer
{
    private readonly FeatureSpace _space;
    private readonly IntegratedGradients _gradients;

    /// <exception cref="BadDataException">The model is not one of <see cref="TextClassifier.Kind"/>.</exception>
    public TextExplainer(string path, ModelCard card)
    {
        _space = FeatureSpace.From(card.SettingsAs<TextClassifierSettings>().Space);
        var file = OnnxFile.Read(path);
        _gradients = file.Nodes.Find(node => node.Operator == "Gemm") is { Inputs: [_, var weight, var bias] }
            && file.FindWeight(weight) is { Shape: [var columns, var classes] } weights && columns == _space.ColumnCount
            && file.FindWeight(bias) is { } offsets && offsets.Values.Length == classes
            ? new IntegratedGradients(weights.Values, offsets.Values)
            : throw new BadDataException($"{path} does not fit the {ModelCard.FileName} beside it: copy the model's folder again.");
    }

    public Evidence Explain(DataItem item, int? label, CancellationToken cancellation)
    {
        var text = TextContent.Read(item);
        var vector = _space.Transform(TextFeatures.Count(text));
        var probabilities = _gradients.Probabilities(vector);
        var best = label ?? Array.IndexOf(probabilities, probabilities.Max());
        return new Evidence(best, probabilities[best], vector.Project(TextClassifier.FeatureCount))
        {
            Words = Spread(text, vector, _gradients.Attribute(vector, best)),
        };
    }

    public void Dispose()
    {
    }

    /// <summary>A piece that stands in the text several times gives each place its part, and a place that touches several words each of them
    /// by its characters. So nothing is lost: every piece has a visible character, and every visible character is in a word.</summary>
    private List<WordWeight> Spread(string text, SparseVector vector, double[] parts)
    {
        var words = Words.Find(text);
        var wordAt = new int[text.Length];
        Array.Fill(wordAt, -1);
        for (var word = 0; word < words.Count; word++)
        {
            wordAt.AsSpan(words[word]).Fill(word);
        }

        var weights = new double[words.Count];
        foreach (var places in TextFeatures.Locate(text).GroupBy(piece => piece.Bucket))
        {
            var column = _space.ColumnOf(places.Key);
            var entry = column < 0 ? -1 : Array.BinarySearch(vector.Columns, column);
            if (entry < 0)
            {
                continue; // the model does not know it
            }

            var touched = places.SelectMany(place => Enumerable.Range(place.Start, place.End - place.Start))
                .Select(at => wordAt[at]).Where(word => word >= 0).ToList();
            foreach (var word in touched)
            {
                weights[word] += parts[entry] / touched.Count;
            }
        }

        return [.. words.Select((word, i) => new WordWeight(word.Start.Value, word.End.Value, weights[i]))];
    }
}
