using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text.Splitting;

namespace Labelsmith.Learning.Tests.Text;

[Collection(TorchTests.Name)]
public sealed class TopicSplittingTests : IDisposable
{
    private static readonly string[] Topics =
    [
        "sheep wool farmer meadow shepherd lamb pasture grazing", "engine piston gearbox driver fuel motor brakes clutch",
        "violin sonata orchestra melody conductor concert string opera",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("splitting").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Topics_are_found_and_the_model_on_disk_finds_them_again()
    {
        var random = new Random(3);
        var items = Enumerable.Range(0, 10).Select(i => Item($"{i}", random, 4 + i % 4)).ToList();
        var data = new Dataset { Name = "topics", Medium = Medium.Text, Task = TaskKind.Splitting, Items = items };
        var report = LearningRun.Run(new LearningRequest { Data = data, OutDirectory = _folder }, null, TestContext.Current.CancellationToken).Report;
        Assert.True(report.Metrics["pk"] < 0.1, $"Pk {report.Metrics["pk"]}");
        Assert.True(report.Metrics["window_diff"] >= report.Metrics["pk"]);

        using var predictor = Predictor.Load(Path.Combine(_folder, "model"));
        var prediction = predictor.Predict([Item("new", random, 6)], TestContext.Current.CancellationToken).Single();
        Assert.Equal(3, prediction.Answers.Count);
        Assert.InRange(prediction.Score, 0, 1);
        Assert.Empty(predictor.Predict([new DataItem("empty", new TextSource(""))], TestContext.Current.CancellationToken).Single().Answers);
    }

    [Fact]
    public void The_segmentation_is_the_best_of_all()
    {
        var random = new Random(4);
        int[][] units = [.. Enumerable.Range(0, 7).Select(unit => Enumerable.Range(0, 4).Select(_ => random.Next(3) + (unit < 3 ? 0 : 2)).ToArray())];
        var found = SegmentSearch.Find(new UnitWords(units, 5));
        var all = Enumerable.Range(0, 1 << 6)
            .Select(bits => (List<int>)[0, .. Enumerable.Range(1, 6).Where(unit => (bits >> (unit - 1) & 1) == 1)]).ToList();
        var costs = all.ConvertAll(starts => Cost(units, starts, distinct: 5));
        Assert.Equal(all[costs.IndexOf(costs.Min())], found.Starts);
        var total = Math.Log(costs.Sum(cost => Math.Exp(-cost)));
        Assert.Equal(Math.Exp((-costs.Min() - total) / found.Starts.Count), found.Score, 9);
    }

    [Fact]
    public void Words_that_go_together_tell_a_topic_though_none_is_repeated()
    {
        string[][] topics = [.. Topics.Select(topic => topic.Split(' '))];
        List<List<string>> Text(Random random) =>
            [.. topics.SelectMany(topic => Enumerable.Range(0, 6).Select(_ => random.GetItems(topic, 3).Distinct().ToList()))];
        var random = new Random(5);
        var meanings = WordMeanings.Learn([.. Enumerable.Range(0, 20).Select(_ => Text(random))], 0, TestContext.Current.CancellationToken)!;
        var directions = meanings.Directions([["sheep", "wool"], ["farmer", "lamb"], ["piston", "fuel"], ["unheard"]]);
        static double Cosine(float[] one, float[] other) => one.Zip(other, (a, b) => a * b).Sum();
        Assert.True(Cosine(directions[0], directions[1]) > 0.8);
        Assert.True(Cosine(directions[0], directions[2]) < 0.3);
        Assert.Equal(0, Cosine(directions[3], directions[3]));
        meanings.Write(_folder);
        Assert.Equal(directions, WordMeanings.Read(_folder, meanings.Words).Directions([["sheep", "wool"], ["farmer", "lamb"], ["piston", "fuel"], ["unheard"]]));
        Assert.Null(WordMeanings.Learn([Text(random)], 0, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_text_of_one_line_is_split_between_sentences()
    {
        var text = "One is 3.5 long. Two! 三句。四句。 Five";
        Assert.Equal(["One is 3.5 long.", "Two!", "三句。", "四句。", "Five"], TextUnits.Find(text).Select(unit => text[unit]));
        Assert.Equal([false, true, false, false], TextUnits.Boundaries(TextUnits.Find(text), [0, 21]));
    }

    /// <summary>As the paper writes it: −ln of the prior and of the words' probabilities.</summary>
    private static double Cost(int[][] units, List<int> starts, int distinct) => starts.Select((start, i) =>
    {
        int[] words = [.. units[start..(i + 1 < starts.Count ? starts[i + 1] : units.Length)].SelectMany(unit => unit)];
        return Math.Log(units.Sum(unit => unit.Length))
            + words.Sum(word => Math.Log((words.Length + distinct) / (words.Count(other => other == word) + 1.0)));
    }).Sum();

    private static DataItem Item(string id, Random random, int lines)
    {
        var (text, segments) = ("", new List<Answer>());
        foreach (var topic in Topics.Select(topic => topic.Split(' ')))
        {
            var start = text.Length;
            text += string.Concat(Enumerable.Range(0, lines).Select(_ => "the " + string.Join(' ', random.GetItems(topic, 6)) + " .\n"));
            segments.Add(new Answer { Id = $"{start}", Control = "regions", Labels = ["segment"], Region = new TextSpan(start, text.Length - 1) });
        }

        return new DataItem(id, new TextSource(text)) { ReadTruth = () => segments };
    }
}
