using System.Text.Json;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Tests.Reporting;

public sealed class ReportJsonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("report").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_keys_are_those_that_scripts_rely_on()
    {
        ReportJson.Write(_folder, SampleReport.Make());
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "report.json")));
        string[] expected =
        [
            "task", "method", "seed", "counts", "metrics", "metrics_ci", "per_class", "confusion_matrix", "classes", "seconds",
            "labels_used", "versions", "epochs", "coverage_curve", "reliability", "class_curves", "worst_items", "unlike_count",
            "unlike_expected", "unlike_items", "warnings", "plan", "findings", "finding_counts", "notes",
        ];
        Assert.Equal(expected, json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("classification", json.RootElement.GetProperty("task").GetString());
        Assert.Equal(["labelled", "unlabelled", "validation", "test"], json.RootElement.GetProperty("counts").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Comes_back_as_it_was_written_and_undefined_numbers_are_null()
    {
        ReportJson.Write(_folder, SampleReport.Make());
        var read = ReportJson.Read(_folder);
        Assert.Equal(0.9, read.Metrics["accuracy"]);
        Assert.Equal(double.NaN, read.Epochs[0].ValidationLoss);
        Assert.Equal(SampleReport.Hostile, read.Classes[0]);
        Assert.Contains("\"validation_loss\": null", File.ReadAllText(Path.Combine(_folder, "report.json")), StringComparison.Ordinal);
        Assert.Equal(["report.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_broken_report_is_named()
    {
        File.WriteAllText(Path.Combine(_folder, "report.json"), "{");
        Assert.Contains("report.json", Assert.Throws<BadDataException>(() => ReportJson.Read(_folder)).Message, StringComparison.Ordinal);
    }
}
