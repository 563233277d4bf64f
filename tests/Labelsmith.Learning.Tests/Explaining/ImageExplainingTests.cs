using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Reporting;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Explaining;

[Collection(TorchTests.Name)]
public sealed class ImageExplainingTests(Shapes shapes) : IClassFixture<Shapes>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExplainingMethods.GradCam)]
    [InlineData(ExplainingMethods.Occlusion)]
    public void The_evidence_lies_where_the_shape_is(string method)
    {
        Assert.True(shapes.Report.Metrics["accuracy"] > 0.9, $"accuracy {shapes.Report.Metrics["accuracy"]}");
        using var explainer = Explainer.Load(shapes.Model, method);
        var hits = shapes.Test.Average(item => IsHit(item, explainer.Explain(item, cancellation: Stop).HeatMap!) ? 1.0 : 0);

        // by chance: a square of 15 pixels around the centre is at most 0.22 of the image
        Assert.True(hits > 0.7, $"{method}: {hits:0.00} of the maps have their maximum at the shape.");
    }

    [Theory]
    [InlineData(ExplainingMethods.GradCam)]
    [InlineData(ExplainingMethods.Occlusion)]
    public void Explanations_change_when_the_last_layers_are_made_random(string method)
    {
        Randomise("head", "stage2");
        using var trained = Explainer.Load(shapes.Model, method);
        using var random = Explainer.Load(_folder.Path, method);
        var alike = shapes.Test.Average(item => Correlation(
            trained.Explain(item, "ring", Stop).HeatMap!.Values, random.Explain(item, "ring", Stop).HeatMap!.Values));
        Assert.True(alike < 0.5, $"{method}: correlation {alike:0.00} of the maps of a trained and of a randomised model.");
    }

    [Fact]
    public void The_nearest_labelled_items_mostly_have_the_class_of_the_item_and_are_not_the_item_itself()
    {
        using var explainer = Explainer.Load(shapes.Model);
        var (same, all) = (0, 0);
        foreach (var item in shapes.Test)
        {
            var neighbours = explainer.Explain(item, cancellation: Stop).Neighbours;
            Assert.Equal(Explainer.NeighbourCount, neighbours.Count);
            Assert.Equal(neighbours.Select(one => one.Similarity).OrderDescending(), neighbours.Select(one => one.Similarity));
            same += neighbours.Count(one => one.Label == item.ReadTruth!()[0].Labels[0]);
            all += neighbours.Count;
        }

        Assert.True(same > 0.85 * all, $"{same} of {all}");
        var known = shapes.Data.Items[0];
        Assert.DoesNotContain(explainer.Explain(known, cancellation: Stop).Neighbours, one => one.ItemId == known.Id);
    }

    [Fact]
    public void A_page_shows_the_map_and_the_neighbours_and_a_model_of_somebody_else_is_explained_too()
    {
        File.Copy(Path.Combine(shapes.Model, ModelFiles.Onnx), _folder["mine.onnx"]);
        using var explainer = Explainer.Load(_folder["mine.onnx"], ExplainingMethods.Occlusion);
        var item = shapes.Test[0];
        var explanation = explainer.Explain(item, "class 1", Stop);
        Assert.Empty(explanation.Neighbours);
        var page = new ExplanationPage(Domain.Medium.Image, _ => null).Render(explanation, item);
        Assert.Contains("Why ‘class 1’?", System.Net.WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("data:image/png", page, StringComparison.Ordinal);
        Assert.Contains("class 7", Assert.Throws<BadDataException>(() => explainer.Explain(item, "class 7", Stop)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_explanation_ends()
    {
        using var explainer = Explainer.Load(shapes.Model, ExplainingMethods.Occlusion);
        Assert.Throws<OperationCanceledException>(() => explainer.Explain(shapes.Test[0], cancellation: new CancellationToken(true)));
    }

    public void Dispose() => _folder.Dispose();

    private bool IsHit(DataItem item, HeatMap map)
    {
        const double reach = 7.5; // pixels: the shape's radius and half a cell of Grad-CAM's
        var best = map.Values.Index().MaxBy(cell => cell.Item).Index;
        var (x, y) = (((best % map.Width) + 0.5) * Shapes.Side / map.Width, ((best / map.Width) + 0.5) * Shapes.Side / map.Height);
        var centre = shapes.CentreOf(item);
        return Math.Max(Math.Abs(x - centre.X), Math.Abs(y - centre.Y)) <= reach;
    }

    /// <summary>A copy of the model in which the parameters of these modules are drawn anew.</summary>
    private void Randomise(params string[] modules)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        random.manual_seed(3);
        using var fresh = new ResidualNet(1, 2, [32, 64, 128]);
        var (weights, _) = Safetensors.Read(Path.Combine(shapes.Model, ModelFiles.Weights));
        foreach (var (name, value) in fresh.state_dict())
        {
            if (!Array.Exists(modules, module => name.StartsWith(module + ".", StringComparison.Ordinal)))
            {
                value.copy_(weights[name]);
            }
        }

        fresh.eval();
        ModelFiles.Write(fresh, 1, Shapes.Side, Shapes.Side, _folder.Path);
        File.Copy(Path.Combine(shapes.Model, ModelCard.FileName), _folder[ModelCard.FileName]);
    }

    private static double Correlation(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        var (meanOne, meanOther) = (one.Average(), other.Average());
        var together = one.Zip(other, (a, b) => (a - meanOne) * (b - meanOther)).Sum();
        var alone = Math.Sqrt(one.Sum(a => Math.Pow(a - meanOne, 2)) * other.Sum(b => Math.Pow(b - meanOther, 2)));
        return alone > 0 ? together / alone : 0;
    }
}
