using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Quality;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Quality;

/// <summary>From odd items to the report.</summary>
[Collection(TorchTests.Name)]
public sealed class DataCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void What_is_odd_about_items_is_in_the_report_and_no_copy_straddles_the_split()
    {
        const string twin = "This offer ends today: answer with the word PRIZE and win one of a hundred holidays at the sea, flight included for two.";
        List<DataItem> items =
        [
            .. Enumerable.Range(0, 30).Select(i => Mail($"{i}", $"{Words(i)} and {Words(i + 7)} were what we talked about on day {i}, of {Words(i * 3)} and {Words(i * 5)}.", i % 2 == 0 ? "ham" : "spam")),
            Mail("tested", twin, "spam", Split.Test),
            Mail("trained", twin.Replace("today", "tonight", StringComparison.Ordinal), "ham"),
            Mail("misread", "Das Wetter fÃ¼r morgen: heiter bis wolkig, im SÃ¼den Regen, und was man dazu sonst sagen kann.", "ham"),
            Mail("book", string.Join(' ', Enumerable.Range(0, 3000).Select(Words)), "ham"),
            Mail("other test", "Nothing of all that is meant by these few words, which only stand here to be tested on.", "ham", Split.Test),
        ];
        var outcome = LearningRun.Run(
            new LearningRequest
            {
                Data = new Dataset { Name = "mails", Medium = Medium.Text, Task = TaskKind.Classification, Classes = ["ham", "spam"], Items = items },
                OutDirectory = _folder["out"],
            },
            cancellation: TestContext.Current.CancellationToken);

        var findings = outcome.Report.Findings;
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.Contradiction, Item: "tested", Others: ["trained"] });
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.MixedEncoding, Item: "misread" });
        Assert.Contains(findings, finding => finding is { Kind: FindingKind.WrongSize, Item: "book" });
        Assert.Equal(FindingKind.Contradiction, findings[0].Kind);
        Assert.Contains(outcome.Faults, fault => fault.Where == "trained" && fault.Sentence.Contains("test item 'tested'", StringComparison.Ordinal));
        Assert.Equal(32, outcome.Report.LabelsUsed);
        Assert.Contains("\"mixed-encoding\": 1", File.ReadAllText(_folder["out/report.json"]), StringComparison.Ordinal);
        Assert.Contains("<h2>The data</h2>", File.ReadAllText(_folder["out/report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Near_duplicates_of_drawn_test_items_are_tested_too()
    {
        var items = Enumerable.Range(0, 60).Select(i => Mail($"{i}", "", i % 2 == 0 ? "ham" : "spam")).ToList();
        // twins: 0 and 20, 1 and 21 …
        var groups = Enumerable.Range(0, 40).ToDictionary(i => $"{i}", i => i % 20);
        for (var seed = 0; seed < 20; seed++)
        {
            var splits = Splitting.Split(items, null, null, null, null, seed, groups);
            Assert.False(Splitting.HasTwins(splits, groups));
            var trained = splits.Train.Where(item => groups.ContainsKey(item.Id)).Select(item => groups[item.Id]).ToHashSet();
            Assert.DoesNotContain(splits.Validation, item => groups.TryGetValue(item.Id, out var group) && trained.Contains(group));
            Assert.Equal(60, splits.Train.Count + splits.Validation.Count + splits.Test.Count);
            Assert.True(splits.Test.Count >= 12);
        }
    }

    [Fact]
    public void Images_of_another_size_than_nearly_all_are_named()
    {
        var items = Enumerable.Range(0, 30).Select(i => new DataItem($"{i}", Grey(i == 3 ? 10 : 32, 32, i))).ToList();
        var looks = items.ConvertAll(item => ItemLook.At(item, Medium.Image));
        var finding = Assert.Single(WrongSizes.Find(items, looks, Medium.Image));
        Assert.Equal(("3", "It has 10 x 32 pixels, while nearly all others have 32 x 32 pixels."), (finding.Item, finding.Sentence));
    }

    public void Dispose() => _folder.Dispose();

    private static PixelSource Grey(int width, int height, int seed)
    {
        var pixels = new byte[width * height];
        new Random(seed).NextBytes(pixels);
        return new PixelSource(width, height, 1, pixels);
    }

    private static string Words(int i) => new[] { "rivers", "stones", "engines", "gardens", "lamps", "winters", "letters", "bridges", "clouds", "markets", "violins" }[i % 11] + (i / 11);

    private static DataItem Mail(string id, string text, string label, Split? split = null) => new(id, new TextSource(text))
    {
        Split = split,
        ReadTruth = () => [new Answer { Id = "1", Control = "label", Labels = [label] }],
    };
}
