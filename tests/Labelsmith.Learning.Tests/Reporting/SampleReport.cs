using Labelsmith.Domain;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Tests.Reporting;

internal static class SampleReport
{
    public const string Hostile = "<script>alert('1')</script>\"&amp;";

    public static RunReport Make(TaskKind task = TaskKind.Classification, int classCount = 3)
    {
        string[] classes = [Hostile, .. Enumerable.Range(1, classCount - 1).Select(i => $"class {i}")];
        return new RunReport
        {
            Task = task,
            Method = "supervised",
            Seed = 7,
            Counts = new ItemCounts(100, 900, 20, 50),
            Metrics = new Dictionary<string, double> { ["accuracy"] = 0.9, ["f1_macro"] = 0.85, ["made_up"] = 12 },
            MetricsInterval = new Dictionary<string, double[]> { ["accuracy"] = [0.85, 0.94] },
            PerClass = classes.ToDictionary(
                name => name, _ => (IReadOnlyDictionary<string, double>)new Dictionary<string, double> { ["f1"] = 0.5, ["support"] = 9 }),
            ConfusionMatrix = [.. classes.Select((_, i) => classes.Select((_, j) => i == j ? 9L : 1L).ToArray())],
            Classes = classes,
            Seconds = new Dictionary<string, double> { ["train"] = 12.5 },
            LabelsUsed = 100,
            Versions = new Dictionary<string, string> { ["labelsmith"] = "0.1.0" },
            Epochs = [new EpochRow(1, 1.5, double.NaN, 0.5, "accuracy"), new EpochRow(2, 1.0, 1.2, 0.7, "accuracy")],
            CoverageCurve = [new CoveragePoint(0.97, 0.5, 1, 0.9), new CoveragePoint(0.8, 0.75, 0.96, 0.85), new CoveragePoint(0.4, 1, 0.9, 0.75)],
            Reliability = [new ReliabilityBin(0.55, 0.5, 20), new ReliabilityBin(0.95, 0.9, 30)],
            ClassCurves = new Dictionary<string, ClassCurves> { [Hostile] = new([[0, 0], [1, 1]], [[0.5, 1], [1, 0.4]]) },
            UnlikeCount = 3,
            UnlikeExpected = 0.7,
            UnlikeItems = [new UnlikeItem($"{Hostile}.png", 0.2, "known.png", Hostile)],
            WorstItems = [new WorstItem($"{Hostile}.png", Hostile, "class 1", 0.01)],
            Warnings = [$"Beware of {Hostile}."],
            Notes = [$"Left out: {Hostile}."],
        };
    }
}
