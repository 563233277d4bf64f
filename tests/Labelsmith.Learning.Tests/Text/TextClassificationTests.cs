using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Tests.Text;

public sealed class TextClassificationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("text").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sixty_mails_teach_more_than_the_majority_and_than_naive_Bayes()
    {
        var data = Mails.Read(TaskKind.Classification);
        var report = Learn(data, "a").Report;
        var baseline = NaiveBayesF1(data);
        Assert.Equal(340, report.Counts.Test);
        Assert.True(report.Metrics["f1_macro"] > 0.85, $"macro F1 {report.Metrics["f1_macro"]}");
        Assert.True(report.Metrics["f1_macro"] > baseline, $"macro F1 {report.Metrics["f1_macro"]}, naive Bayes {baseline}");
        Assert.True(report.Metrics["accuracy"] > 0.6); // the share of wanted mails
        Assert.NotEmpty(report.Epochs);
        Assert.True(report.Epochs[^1].TrainLoss < report.Epochs[0].TrainLoss);
        Assert.All(["model.onnx", "model.json", "model.safetensors"], file => Assert.True(File.Exists(Path.Combine(_folder, "a", "model", file))));
        Assert.True(File.Exists(Path.Combine(_folder, "a", "report.html")));
    }

    [Fact]
    public void Folds_test_all_labelled_texts_and_the_report_says_how_far_they_differ()
    {
        var outcome = LearningRun.Run(
            new LearningRequest { Data = Small(), Folds = 3, OutDirectory = _folder }, null, TestContext.Current.CancellationToken);
        Assert.Equal(60, outcome.Report.Counts.Test);
        Assert.Equal(60, outcome.Report.Counts.Labelled);
        var accuracy = outcome.Report.Folds!["accuracy"];
        Assert.Equal(3, accuracy.Values.Count);
        Assert.Equal(accuracy.Mean, outcome.Report.Metrics["accuracy"], 9); // the folds are as large
        Assert.True(accuracy.Mean > 0.9, $"accuracy {accuracy.Mean}");
        Assert.Equal(1, FoldSpread.Of([1, 2, 3]).Deviation, 12);
        Assert.Contains("Over the folds", File.ReadAllText(Path.Combine(_folder, "report.html")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder, "checkpoint")));
    }

    [Fact]
    public void The_same_seed_gives_the_same_model()
    {
        var data = Small();
        Learn(data, "a");
        Learn(data, "b");
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(_folder, "a", "model", "model.onnx")),
            File.ReadAllBytes(Path.Combine(_folder, "b", "model", "model.onnx")));
    }

    [Fact]
    public void Any_language_long_texts_and_texts_of_unknown_words_get_an_answer()
    {
        Learn(Small(), "a");
        using var predictor = Predictor.Load(Path.Combine(_folder, "a", "model"));
        string[] texts = ["股票 大涨 今天", "球队 赢了 比赛", "ζζζ", "", new string('球', 3_000_000)];
        var predictions = predictor.Predict(
            texts.Select((text, i) => new DataItem($"{i}", new TextSource(text))), TestContext.Current.CancellationToken).ToList();
        Assert.Equal(["0", "1", "2", "3", "4"], predictions.Select(prediction => prediction.ItemId));
        Assert.Equal("money", predictions[0].Answers[0].Labels[0]);
        Assert.Equal("sport", predictions[1].Answers[0].Labels[0]);
        Assert.Equal("sport", predictions[4].Answers[0].Labels[0]);
        Assert.All(predictions, prediction => Assert.InRange(prediction.Score, 0.5, 1));
    }

    [Fact]
    public void Probabilities_add_up_to_1_and_a_broken_file_is_named()
    {
        Learn(Small(), "a");
        using var predictor = Predictor.Load(Path.Combine(_folder, "a", "model"));
        DataItem[] items =
        [
            new("1", new TextSource("股票")), new("2", new FileSource(Path.Combine(_folder, "gone.txt"))), new("3", new TextSource("x")),
        ];
        var outputs = predictor.Run(items, TestContext.Current.CancellationToken).ToList();
        Assert.Equal(1, Assert.IsType<ClassOutput>(outputs[0]).Probabilities.Sum(), 5);
        Assert.Equal("2", Assert.IsType<UnreadableOutput>(outputs[1]).Fault.Where);
        Assert.IsType<ClassOutput>(outputs[2]);
    }

    [Fact]
    public void One_class_alone_is_refused_in_a_sentence()
    {
        var data = Small() with { Classes = ["money", "sport"] };
        data = data with { Items = [.. data.Items.Where(item => item.ReadTruth!()[0].Labels[0] == "money")] };
        Assert.Contains("two classes", Assert.Throws<BadDataException>(() => Learn(data, "a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_ends() => Assert.ThrowsAny<OperationCanceledException>(() => LearningRun.Run(
        new LearningRequest { Data = Small(), OutDirectory = Path.Combine(_folder, "a") }, null, new CancellationToken(canceled: true)));

    private LearningOutcome Learn(Dataset data, string name) => LearningRun.Run(
        new LearningRequest { Data = data, OutDirectory = Path.Combine(_folder, name), Seed = 3 }, null, TestContext.Current.CancellationToken);

    private static Dataset Small()
    {
        string[] money = ["股票", "大涨", "银行", "利率", "市场"], sport = ["球队", "比赛", "赢了", "进球", "冠军"];
        var random = new Random(1);
        DataItem Item(int i)
        {
            var words = i % 2 == 0 ? money : sport;
            var text = string.Join(' ', Enumerable.Range(0, 4).Select(_ => words[random.Next(words.Length)])) + " " + i;
            return new DataItem($"{i}", new TextSource(text))
            {
                ReadTruth = () => [new Answer { Id = "1", Control = "label", Labels = [i % 2 == 0 ? "money" : "sport"] }],
            };
        }

        return new Dataset
        {
            Name = "small",
            Medium = Medium.Text,
            Task = TaskKind.Classification,
            Classes = ["money", "sport"],
            Items = [.. Enumerable.Range(0, 60).Select(Item)],
        };
    }

    /// <summary>Multinomial naive Bayes on lower-case words with add-one smoothing (Manning, Raghavan and Schütze, 2008, chapter 13).</summary>
    private static double NaiveBayesF1(Dataset data)
    {
        static List<string> WordsOf(DataItem item)
        {
            var text = ((TextSource)item.Source).Text.ToLowerInvariant();
            return Words.Find(text).ConvertAll(range => text[range]);
        }

        int ClassOf(DataItem item) => item.ReadTruth!().Single(answer => answer.Region is null).Labels[0] == data.Classes[0] ? 0 : 1;
        var train = data.Items.Where(item => item.Split == Split.Train).ToList();
        var counts = new[] { new Dictionary<string, int>(), new Dictionary<string, int>() };
        foreach (var item in train)
        {
            foreach (var word in WordsOf(item))
            {
                counts[ClassOf(item)][word] = counts[ClassOf(item)].GetValueOrDefault(word) + 1;
            }
        }

        var vocabulary = counts.SelectMany(count => count.Keys).Distinct().Count();
        var matrix = new ConfusionMatrix(2);
        foreach (var item in data.Items.Where(item => item.Split == Split.Test))
        {
            double Score(int label) => Math.Log(train.Count(one => ClassOf(one) == label)) + WordsOf(item).Sum(word =>
                Math.Log((counts[label].GetValueOrDefault(word) + 1.0) / (counts[label].Values.Sum() + vocabulary)));
            matrix.Add(ClassOf(item), Score(1) > Score(0) ? 1 : 0);
        }

        return F1.Score(matrix, Averaging.Macro);
    }
}
