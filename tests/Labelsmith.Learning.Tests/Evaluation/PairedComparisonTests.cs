using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Evaluation;

public sealed class PairedComparisonTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The second is wrong on every tenth item, the first on these and every fourth: 200 items tell them apart.</summary>
    [Fact]
    public void A_clear_difference_has_an_interval_without_zero()
    {
        var (first, second) = (Write("a", 200, i => i % 10 == 0 || i % 4 == 0), Write("b", 200, i => i % 10 == 0));
        var result = PairedComparison.Compare(first, second, _ => new TextSource(""));
        var accuracy = result.Metrics.Single(metric => metric.Key == "accuracy");
        Assert.Equal((200, 0), (result.ItemCount, result.LeftOut));
        Assert.Equal((0.7, 0.9, 0.2), (accuracy.First, accuracy.Second, Math.Round(accuracy.Difference, 12)));
        Assert.True(accuracy.Interval![0] > 0, $"{accuracy.Interval[0]} to {accuracy.Interval[1]}");

        // the difference of one item in 200 may be chance; what is hard for both drops out, so the interval is narrow
        var almost = PairedComparison.Compare(second, Write("c", 200, i => i % 10 == 0 && i > 0), _ => new TextSource(""));
        var gain = almost.Metrics.Single(metric => metric.Key == "accuracy");
        Assert.Equal(0.005, gain.Difference, 12);
        Assert.InRange(0, gain.Interval![0], gain.Interval[1]);
        Assert.True(gain.Interval[1] < 0.03, $"{gain.Interval[1]}");
    }

    [Fact]
    public void Only_items_of_both_tests_whose_truth_is_the_same_are_compared()
    {
        var first = Write("a", 30, _ => false);
        var second = Write("b", 20, _ => false, i => i == 3 ? "cat" : i % 2 == 0 ? "cat" : "dog");
        var result = PairedComparison.Compare(first, second, _ => new TextSource(""));
        Assert.Equal((19, 1), (result.ItemCount, result.LeftOut));
    }

    [Fact]
    public void Models_without_shared_items_or_of_different_tasks_are_refused_in_a_sentence()
    {
        var first = Write("a", 30, _ => false);
        var few = Write("b", 3, _ => false);
        Assert.Contains("Only 3 items", Message(first, few), StringComparison.Ordinal);
        Assert.Contains("one task", Message(first, (few.Card with { Task = TaskKind.Regression }, few.TestFile)), StringComparison.Ordinal);
        Assert.Contains("not there any more", Message(first, (few.Card, _folder["none/test.jsonl"])), StringComparison.Ordinal);

        string Message((ModelCard, string) one, (ModelCard, string) other) =>
            Assert.Throws<BadDataException>(() => PairedComparison.Compare(one, other, _ => new TextSource(""))).Message;
    }

    public void Dispose() => _folder.Dispose();

    private (ModelCard Card, string TestFile) Write(string name, int count, Func<int, bool> isWrong, Func<int, string>? truth = null)
    {
        Directory.CreateDirectory(_folder[name]);
        using (var file = new TestFile(_folder[name]))
        {
            for (var i = 0; i < count; i++)
            {
                var right = truth?.Invoke(i) ?? (i % 2 == 0 ? "cat" : "dog");
                file.Add(new TestedItem($"{i}", [Choice(right)], [Choice(isWrong(i) ? (right == "cat" ? "dog" : "cat") : right) with { Score = 0.9 }]));
            }
        }

        var card = new ModelCard
        {
            Kind = "text-classification",
            Task = TaskKind.Classification,
            Medium = Medium.Text,
            Classes = ["cat", "dog"],
            Architecture = "",
            Settings = ModelCard.ToSettings(0),
            Provenance = new Provenance("", "", 0, 0, default, new Dictionary<string, string>()),
        };
        return (card, _folder[$"{name}/test.jsonl"]);
    }

    private static Answer Choice(string label) => new() { Id = "1", Control = "label", Labels = [label] };
}
