using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Tests.Text;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Tests.Explaining;

public sealed class TextExplainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void What_columns_add_is_the_difference_in_probability()
    {
        var random = new Random(1);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(8 * random.NextDouble() - 4))];
        var gradients = new IntegratedGradients(Draw(20 * 5), Draw(5));
        var vector = new SparseVector([1, 4, 7, 11, 19], Draw(5));
        for (var label = 0; label < 5; label++)
        {
            var parts = gradients.Attribute(vector, label);
            Assert.Equal(
                gradients.Probabilities(vector)[label] - gradients.Probabilities(vector, share: 0)[label], parts.Sum(), 1e-7);
        }

        // of two classes and one column that counts, it is that column's
        var one = new IntegratedGradients([0, 0, 3, 0], [0, 0]);
        Assert.Equal([0, one.Probabilities(new SparseVector([0, 1], [1, 1]))[0] - 0.5], one.Attribute(new SparseVector([0, 1], [1, 1]), 0), new Near());
    }

    [Fact]
    public void Words_of_mails_add_up_and_change_with_the_last_layer()
    {
        var data = Mails.Read(TaskKind.Classification);
        LearningRun.Run(new LearningRequest { Data = data, Method = "supervised", OutDirectory = _folder.Path }, cancellation: Stop);
        using var explainer = Explainer.Load(_folder["model"]);
        using var predictor = Predictor.Load(_folder["model"]);
        var random = Randomised();
        var (alike, items) = (0.0, data.Items.Where(item => item.Split == Split.Test).Take(60).ToList());
        var empty = ((ClassOutput)predictor.Run([new DataItem("empty", new TextSource(""))], Stop).Single()).Probabilities;
        foreach (var item in items)
        {
            var explanation = explainer.Explain(item, "spam", Stop);
            var words = explanation.Words!.Select(word => word.Weight).ToArray();
            Assert.Equal(explanation.Probability - empty[1], words.Sum(), 1e-4);
            var output = (ClassOutput)predictor.Run([item], Stop).Single();
            Assert.Equal(output.Probabilities[1], explanation.Probability, 1e-4);
            alike += Correlation(words, [.. random.Explain(item, 1, Stop).Words!.Select(word => word.Weight)]) / items.Count;
            Assert.Equal(Explainer.NeighbourCount, explanation.Neighbours.Count);
        }

        Assert.True(Math.Abs(alike) < 0.3, $"correlation {alike:0.00} of the weights of a trained and of a randomised model.");
    }

    [Theory]
    [InlineData("Free  ENTRY,\n\n call\t0800!")]
    [InlineData("ＡＢＣ　１２３ and e\u0301tude 中文字")]
    [InlineData("")]
    public void Pieces_that_are_located_are_those_that_are_counted(string text)
    {
        var located = TextFeatures.Locate(text);
        var counts = located.GroupBy(piece => piece.Bucket).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal(TextFeatures.Count(text).OrderBy(entry => entry.Key), counts.OrderBy(entry => entry.Key));
        Assert.All(located, piece => Assert.True(piece.Start >= 0 && piece.Start <= piece.End && piece.End <= text.Length));
    }

    [Fact]
    public void Pieces_of_a_long_text_lie_within_it()
    {
        var text = string.Concat(Enumerable.Range(0, 40_000).Select(i => $"w{i % 977} "));
        var pieces = TextFeatures.Locate(text);
        Assert.Equal(text.Length, pieces.Max(piece => piece.End));
        var last = TextFeatures.Locate(text[^4..]).Where(piece => piece.End - piece.Start == 3).Select(piece => piece.Bucket);
        Assert.Contains(pieces, piece => last.Contains(piece.Bucket) && text[piece.Start..piece.End] == text[^4..^1]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>The same text model with weights drawn at random.</summary>
    private TextExplainer Randomised()
    {
        var folder = Directory.CreateDirectory(_folder["random"]).FullName;
        File.Copy(_folder["model/model.json"], Path.Combine(folder, "model.json"));
        var card = ModelCard.Read(folder);
        var columns = FeatureSpace.From(card.SettingsAs<TextClassifierSettings>().Space).ColumnCount;
        using var scope = TorchSharp.torch.NewDisposeScope();
        TorchSharp.torch.random.manual_seed(5);
        var graph = new Learning.Inference.Onnx.OnnxGraph("random");
        var logits = graph.Node("Gemm", [
            graph.Input("features", "N", columns),
            graph.Constant(TorchSharp.torch.randn(columns, 2)),
            graph.Constant(TorchSharp.torch.zeros(2)),
        ]);
        graph.Output(graph.Node("Softmax", [logits], ("axis", 1)), "probabilities", "N", 2);
        graph.Write(Path.Combine(folder, "model.onnx"));
        return new TextExplainer(Path.Combine(folder, "model.onnx"), card);
    }

    private static double Correlation(double[] one, double[] other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var together = one.Zip(other, (a, b) => (a - meanOne) * (b - meanOther)).Sum();
        return together / Math.Sqrt(one.Sum(a => Math.Pow(a - meanOne, 2)) * other.Sum(b => Math.Pow(b - meanOther, 2)));
    }

    private sealed class Near : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-7;

        public int GetHashCode(double obj) => 0;
    }
}
