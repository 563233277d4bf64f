using System.Net;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Reporting;
using Labelsmith.Metrics;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Server.Tests;

public sealed class AcceptanceTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_would_be_accepted_is_told_by_the_report_of_the_model_in_service_and_the_predictions_that_wait()
    {
        var id = await server.ProjectAsync(Medium.Text);
        var project = Guid.Parse(id.ToString());
        await server.UploadAsync(id, [.. Enumerable.Range(0, 4).Select(i => ($"{i}.txt", Make.Utf8($"text {i}")))]);
        var items = await server.ItemsAsync(id);
        var before = await server.Client.GetAsync($"/api/projects/{id}/predictions/acceptance", Cancel).JsonAsync();
        Assert.Equal((0, 0, 0), ((int)before["testItems"]!, (int)before["waiting"]!, before["points"]!.AsArray().Count));

        double[] scores = [0.99, 0.8, 0.5];
        await server.Data.Predictions.ReplaceForModelAsync(
            project, Guid.CreateVersion7(),
            scores.Select((score, i) => new ItemPrediction(items[i]["id"]!.ToString(), [Make.Choice("ham-id")], score)), Cancel);
        var first = await LearnAsync(project, new CoveragePoint(0.9, 0.4, 1, 0.8), new CoveragePoint(0.5, 1, 0.9, 0.7));
        Assert.Equal([(0.9, 1, 0.8), (0.5, 3, 0.7)], await PointsAsync(id));

        await LearnAsync(project, new CoveragePoint(0.75, 0.5, 0.95, 0.6));
        Assert.Equal([(0.75, 2, 0.6)], await PointsAsync(id));
        await server.Data.Models.PromoteAsync(first, Cancel);
        Assert.Equal([(0.9, 1, 0.8), (0.5, 3, 0.7)], await PointsAsync(id));
    }

    [Fact]
    public async Task A_project_that_is_not_there_has_none() =>
        await server.Client.GetAsync($"/api/projects/{Guid.NewGuid()}/predictions/acceptance", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");

    private async Task<IEnumerable<(double MinScore, int Accepted, double PrecisionLow)>> PointsAsync(Guid project)
    {
        var view = await server.Client.GetAsync($"/api/projects/{project}/predictions/acceptance", Cancel).JsonAsync();
        Assert.Equal((20, 3), ((int)view["testItems"]!, (int)view["waiting"]!));
        return view["points"]!.AsArray().Select(point => ((double)point!["minScore"]!, (int)point["accepted"]!, (double)point["precisionLow"]!));
    }

    /// <summary>A run that has ended well.</summary>
    /// <returns>Its model.</returns>
    private async Task<Guid> LearnAsync(Guid project, params CoveragePoint[] curve)
    {
        var run = (await server.Data.Runs.EnqueueAsync(project, new RunRequest(TaskKind.Classification, "auto", null, 0), Cancel))!;
        await server.Data.Runs.TryClaimAsync(run.Id, "worker", Cancel);
        var folder = Directory.CreateDirectory(server.Data.RunFolder(run.Id)).FullName;
        ReportJson.Write(folder, new RunReport
        {
            Task = TaskKind.Classification,
            Method = "supervised",
            Seed = 0,
            Counts = new ItemCounts(10, 4, 2, 20),
            Metrics = new Dictionary<string, double>(),
            MetricsInterval = new Dictionary<string, double[]>(),
            PerClass = new Dictionary<string, IReadOnlyDictionary<string, double>>(),
            Classes = ["ham", "spam"],
            Seconds = new Dictionary<string, double>(),
            LabelsUsed = 10,
            Versions = new Dictionary<string, string>(),
            Epochs = [],
            CoverageCurve = curve,
            WorstItems = [],
            Notes = [],
        });
        await server.Data.Runs.FinishAsync(run.Id, "worker", RunState.Succeeded, predicted: 3, cancel: Cancel);
        var model = new Model
        {
            Id = Guid.CreateVersion7(),
            ProjectId = project,
            RunId = run.Id,
            Task = TaskKind.Classification,
            Method = "supervised",
            Folder = $"runs/{run.Id}/model",
            CreatedAt = DateTimeOffset.UtcNow,
        };
        await server.Data.Models.AddAsync(model, Cancel);
        return model.Id;
    }
}
