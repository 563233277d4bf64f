using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Labelsmith.Domain;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Server.Tests;

public sealed class RunTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Methods_fit_the_schema()
    {
        var project = await server.ProjectAsync(Medium.Text);

        var tasks = await server.Client.GetAsync($"/api/projects/{project}/methods", Cancel).JsonAsync();

        Assert.Equal("classification", (string?)tasks[0]!["task"]);
        Assert.Equal("auto", (string?)tasks[0]!["methods"]![0]!["key"]);
    }

    [Fact]
    public async Task A_run_is_queued_followed_and_reported()
    {
        var project = await server.ProjectAsync(Medium.Text);
        await server.UploadAsync(project, ("a.txt", Make.Utf8("text")));
        var item = (await server.ItemsAsync(project))[0];
        var run = await server.Client.PostAsync($"/api/projects/{project}/runs", Requests.Json(new { task = "classification", minutes = 1, seed = 3 }), Cancel).JsonAsync(HttpStatusCode.Accepted);
        var id = Guid.Parse((string)run["id"]!);
        Assert.Equal("queued", (string?)run["state"]);
        await server.Client.PostAsync(
            $"/api/projects/{project}/runs", Requests.Json(new { }), Cancel).ProblemAsync(HttpStatusCode.Conflict, "run-active");
        await server.Client.GetAsync($"/api/runs/{id}/report", Cancel).ProblemAsync(HttpStatusCode.NotFound, "no-report");

        var events = FollowAsync(id);
        await WorkAsync(id, (string)item["name"]!);
        var states = await events;

        Assert.Equal("queued", states[0]);
        Assert.Contains("running train 1", states);
        Assert.Equal("succeeded train 1", states[^1]);
        Assert.Equal(["succeeded train 1"], await FollowAsync(id));
        var report = await server.Client.GetAsync($"/api/runs/{id}/report", Cancel).JsonAsync();
        Assert.Equal((string?)item["id"], (string?)report["worst_items"]![0]!["itemId"]);
        Assert.Null(report["worst_items"]![1]!["itemId"]);
        Assert.Equal((string?)item["id"], (string?)report["findings"]![0]!["itemId"]);
        using var page = await server.Client.GetAsync($"/api/runs/{id}/report.html", Cancel);
        Assert.Contains("sandbox", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        var projectNow = await server.Client.GetAsync($"/api/projects/{project}", Cancel).JsonAsync();
        Assert.Equal("succeeded", (string?)projectNow["latestRun"]!["state"]);
        Assert.Single((await server.Client.GetAsync($"/api/projects/{project}/runs", Cancel).JsonAsync()).AsArray());
    }

    /// <summary>What the worker does, seen from the database.</summary>
    private async Task WorkAsync(Guid id, string item)
    {
        await Task.Delay(500, Cancel);
        Assert.NotNull(await server.Data.Runs.TryClaimAsync(id, "worker", Cancel));
        await server.Data.Runs.ReportAsync(id, "worker", new RunProgress { Stage = RunStage.Train, Fraction = 0.5, Epochs = [new RunEpoch(1, 2, 1, 1, 0.5, "accuracy")] }, Cancel);
        await Task.Delay(700, Cancel);
        var folder = Directory.CreateDirectory(server.Data.RunFolder(id)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "report.json"), $$"""{"worst_items":[{"id":"{{item}}"},{"id":"gone"}],"findings":[{"item":"{{item}}"}]}""", Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder, "report.html"), "<p>report", Cancel);
        await server.Data.Runs.FinishAsync(id, "worker", RunState.Succeeded, predicted: 1, cancel: Cancel);
    }

    private async Task<List<string>> FollowAsync(Guid id)
    {
        using var response = await server.Client.GetAsync(
            $"/api/runs/{id}/events", HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var states = new List<string>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Cancel)).EnumerateAsync(Cancel))
        {
            Assert.Equal("run", item.EventType);
            var run = JsonNode.Parse(item.Data)!;
            states.Add($"{run["state"]} {run["stage"]} {run["epochs"]!.AsArray().Count}".Replace("  0", "", StringComparison.Ordinal));
        }

        return states;
    }

    [Fact]
    public async Task A_queued_run_can_be_cancelled()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var run = await server.Client.PostAsync(
            $"/api/projects/{project}/runs", Requests.Json(new { }), Cancel).JsonAsync(HttpStatusCode.Accepted);

        var cancelled = await server.Client.PostAsync(
            $"/api/runs/{run["id"]}/cancel", null, Cancel).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal("cancelled", (string?)cancelled["state"]);
    }

    [Fact]
    public async Task Variants_are_shown_as_soon_as_they_are_drawn()
    {
        var project = await server.ProjectAsync(Medium.Image);
        var run = await server.Client.PostAsync(
            $"/api/projects/{project}/runs", Requests.Json(new { }), Cancel).JsonAsync(HttpStatusCode.Accepted);
        var address = $"/api/runs/{run["id"]}/variants.png";
        using var none = await server.Client.GetAsync(address, Cancel);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);

        var folder = Directory.CreateDirectory(server.Data.RunFolder(Guid.Parse((string)run["id"]!))).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "variants.png"), [1, 2, 3], Cancel);
        using var some = await server.Client.GetAsync(address, Cancel);
        Assert.Equal("image/png", some.Content.Headers.ContentType?.MediaType);
        Assert.Equal([1, 2, 3], await some.Content.ReadAsByteArrayAsync(Cancel));
    }

    [Theory]
    [InlineData("""{"minutes":0}""")]
    [InlineData("""{"task":"regression"}""")]
    [InlineData("""{"method":"magic"}""")]
    [InlineData("""{"task":"astrology"}""")]
    public async Task Runs_that_make_no_sense_are_refused(string body)
    {
        var project = await server.ProjectAsync(Medium.Text);
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await server.Client.PostAsync(
            $"/api/projects/{project}/runs", content, Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task An_unknown_run_is_told()
    {
        foreach (var part in new[] { "", "/events", "/report", "/report.html", "/variants.png" })
        {
            await server.Client.GetAsync(
                $"/api/runs/{Guid.NewGuid()}{part}", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        }
    }
}
