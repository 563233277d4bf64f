using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Selection;
using Labelsmith.Learning.Tests.Text;

namespace Labelsmith.Learning.Tests.Selection;

/// <summary>From real items, and a model that has learned from some of them, to those that are asked next.</summary>
[Collection(TorchTests.Name)]
public sealed class ItemSelectorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_strategy_chooses_mails_with_a_model_and_the_same_ones_again()
    {
        var data = OpenMails();
        Learn(data, epochs: null);
        foreach (var strategy in SelectionCatalog.All)
        {
            var request = Request(data, strategy.Key) with { Model = _folder["run/model"] };
            var chosen = ItemSelector.Select(request, Stop).Items;
            CheckFresh(data, chosen);
            Assert.Equal(chosen.Select(item => item.ItemId), ItemSelector.Select(request, Stop).Items.Select(item => item.ItemId));
        }

        var unsure = ItemSelector.Select(Request(data, "entropy") with { Model = _folder["run/model"], Count = 340 }, Stop).Items;
        Assert.True(unsure[0].Value > 0.9 && unsure[^1].Value < 0.5, $"{unsure[0].Value} {unsure[^1].Value}");

        var images = Request(Samples.Read("fashion-mnist"), "entropy") with { Model = _folder["run/model"] };
        Assert.Contains("image items", Assert.Throws<BadDataException>(() => ItemSelector.Select(images, Stop)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_strategy_chooses_images_with_a_network()
    {
        var data = Articles(open: 100);
        Learn(data, epochs: 1);
        foreach (var strategy in SelectionCatalog.All)
        {
            var request = Request(data, strategy.Key) with { Model = _folder["run/model"], CacheFolder = _folder["cache"] };
            CheckFresh(data, ItemSelector.Select(request, Stop).Items);
        }
    }

    [Fact]
    public void The_embedding_of_a_network_and_its_last_layer_make_its_answers()
    {
        var data = Articles(open: 20);
        Learn(data, epochs: 1);
        using var model = Predictor.Load(_folder["run/model"]);
        var features = ItemFeatures.Extract(data.Items, Medium.Image, model, cancellation: Stop);
        Assert.True(features.IsLearned);
        var samples = HeadSamples.TryLoad(_folder["run/model"], features.Points, seed: 0)!;
        var said = model.Run(data.Items, Stop).Cast<ClassOutput>().ToList();
        var answers = new float[samples.Count * samples.ClassCount];
        var error = 0.0;
        for (var item = 0; item < said.Count; item++)
        {
            samples.Answer(item, answers);
            for (var label = 0; label < samples.ClassCount; label++)
            {
                var mean = Enumerable.Range(0, samples.Count).Average(sample => answers[(sample * samples.ClassCount) + label]);
                error += Math.Abs(mean - said[item].Probabilities[label]) / said.Count;
            }
        }

        Assert.InRange(error, 1e-6, 0.5); // variants differ from the model, but do not say something else
    }

    [Fact]
    public void Without_a_model_typical_mails_are_asked_and_hold_both_kinds()
    {
        var data = OpenMails(withLabels: false);
        var outcome = ItemSelector.Select(Request(data, SelectionCatalog.Automatic), Stop);
        Assert.Equal("typiclust", outcome.Strategy.Key);
        CheckFresh(data, outcome.Items);
        var truth = Mails.Read(TaskKind.Classification).Items.ToDictionary(item => item.Id, item => item.ReadTruth!().Single(one => one.Region is null).Labels[0]);
        Assert.Equal(2, outcome.Items.Select(item => truth[item.ItemId]).Distinct().Count());
    }

    [Fact]
    public void Test_items_are_never_asked_and_a_bound_is_kept()
    {
        var data = OpenMails();
        data = data with { Items = [.. data.Items.Select((item, i) => i % 2 == 0 ? item with { Split = Split.Test } : item)] };
        var chosen = ItemSelector.Select(Request(data, "random") with { Count = 1000, MostLooked = 50 }, Stop).Items;
        Assert.Equal(50, chosen.Count);
        var test = data.Items.Where(item => item.Split == Split.Test).Select(item => item.Id);
        Assert.Empty(chosen.Select(item => item.ItemId).Intersect(test));
    }

    [Fact]
    public void What_cannot_be_done_is_said_in_a_sentence()
    {
        var data = Mails.Read(TaskKind.Classification);
        Assert.Contains("nothing left to ask", Assert.Throws<BadDataException>(() => ItemSelector.Select(Request(data, "random"), Stop)).Message, StringComparison.Ordinal);
        Assert.Contains("asks a model", Assert.Throws<BadDataException>(() => ItemSelector.Select(Request(OpenMails(), "bald"), Stop)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static SelectionRequest Request(Dataset data, string strategy) => new() { Data = data, Strategy = strategy, Count = 10 };

    private static void CheckFresh(Dataset data, IReadOnlyList<SelectedItem> chosen)
    {
        var open = data.Items.Where(item => !item.IsLabelled).Select(item => item.Id).ToHashSet();
        Assert.Equal(10, chosen.Select(item => item.ItemId).Distinct().Count());
        Assert.All(chosen, item => Assert.Contains(item.ItemId, open));
    }

    /// <summary>100 with a label, and some without.</summary>
    private static Dataset Articles(int open)
    {
        var data = Samples.Read("fashion-mnist");
        return data with { Items = [.. data.Items.Where(item => item.IsLabelled), .. data.Items.Where(item => !item.IsLabelled).Take(open)] };
    }

    /// <summary>60 with a label, or none, and 340 without.</summary>
    private static Dataset OpenMails(bool withLabels = true)
    {
        var data = Mails.Read(TaskKind.Classification);
        IReadOnlyList<Answer>? Own(DataItem item) => withLabels && item.Split == Split.Train ? item.ReadTruth!() : null;
        return data with
        {
            Items = [.. data.Items.Select(item => new DataItem(item.Id, item.Source) { ReadTruth = Own(item) is { } truth ? () => truth : null })],
        };
    }

    private void Learn(Dataset data, int? epochs) => LearningRun.Run(
        new LearningRequest { Data = data, Method = "supervised", Epochs = epochs, OutDirectory = _folder["run"], PredictPool = false }, cancellation: Stop);
}
