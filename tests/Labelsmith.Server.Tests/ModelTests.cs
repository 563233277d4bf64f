using System.Net;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Learning.Inference;
using Labelsmith.Storage.Models;

namespace Labelsmith.Server.Tests;

/// <summary>The registry of models.</summary>
public sealed class ModelTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Models_are_listed_with_where_they_come_from_and_one_is_in_service()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var (first, second) = (await ModelAsync(project, 1), await ModelAsync(project, 2));

        var models = (await server.Client.GetAsync($"/api/projects/{project}/models", Cancel).JsonAsync()).AsArray();

        Assert.Equal([second.ToString(), first.ToString()], models.Select(model => (string?)model!["id"]));
        Assert.Equal([true, false], models.Select(model => (bool)model!["inService"]!));
        var one = await server.Client.GetAsync($"/api/models/{first}", Cancel).JsonAsync();
        Assert.Equal((1, 40, "abc"), ((int)one["seed"]!, (int)one["labelsUsed"]!, (string?)one["snapshot"]));
        Assert.Equal("0.1", (string?)one["versions"]!["labelsmith"]);
        Assert.Equal("onnx", Encoding.UTF8.GetString(await server.Client.GetByteArrayAsync($"/api/models/{first}/onnx", Cancel)));
    }

    [Fact]
    public async Task A_promoted_model_is_in_service_and_a_run_lets_it_answer()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var (first, second) = (await ModelAsync(project, 1), await ModelAsync(project, 2));

        var run = await server.Client.PostAsync($"/api/models/{first}/promote", null, Cancel).JsonAsync(HttpStatusCode.Accepted);

        Assert.Equal(first.ToString(), (string?)run["promotes"]);
        Assert.True((bool)(await server.Client.GetAsync($"/api/models/{first}", Cancel).JsonAsync())["inService"]!);
        await server.Client.PostAsync($"/api/models/{second}/promote", null, Cancel).ProblemAsync(HttpStatusCode.Conflict, "run-active");
        Assert.False((bool)(await server.Client.GetAsync($"/api/models/{second}", Cancel).JsonAsync())["inService"]!);
    }

    [Fact]
    public async Task Two_models_are_compared_on_the_items_that_both_were_tested_on()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var (first, second) = (await ModelAsync(project, 1, wrong: 4), await ModelAsync(project, 2, wrong: 2));

        var comparison = await server.Client.GetAsync($"/api/models/{first}/comparison?with={second}", Cancel).JsonAsync();

        Assert.Equal(10, (int?)comparison["itemCount"]);
        var accuracy = comparison["metrics"]!.AsArray().Single(metric => (string?)metric!["key"] == "accuracy")!;
        Assert.Equal((0.6, 0.8), ((double)accuracy["first"]!, (double)accuracy["second"]!));
        Assert.Equal(0.2, (double)accuracy["difference"]!, 12);
        await server.Client.GetAsync($"/api/models/{first}/comparison?with={first}", Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        var untested = await ModelAsync(project, 3, wrong: null);
        await server.Client.GetAsync($"/api/models/{first}/comparison?with={untested}", Cancel).ProblemAsync(HttpStatusCode.Conflict, "not-comparable");
    }

    [Fact]
    public async Task An_unknown_model_and_a_missing_file_are_told()
    {
        foreach (var part in new[] { "", "/onnx", $"/comparison?with={Guid.NewGuid()}" })
        {
            await server.Client.GetAsync($"/api/models/{Guid.NewGuid()}{part}", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        }

        var model = await ModelAsync(await server.ProjectAsync(Medium.Text), 1);
        File.Delete(Path.Combine(server.Data.Path, "runs", model.ToString(), "model", "model.onnx"));
        await server.Client.GetAsync($"/api/models/{model}/onnx", Cancel).ProblemAsync(HttpStatusCode.NotFound, "no-onnx");
    }

    [Fact]
    public async Task Nobody_sees_or_promotes_a_model_without_signing_in()
    {
        var model = await ModelAsync(await server.ProjectAsync(Medium.Text), 1);
        using var stranger = server.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync($"/api/models/{model}", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.PostAsync($"/api/models/{model}/promote", null, Cancel)).StatusCode);
    }

    /// <param name="wrong">How many of ten test items it got wrong; null: it was never tested.</param>
    private async Task<Guid> ModelAsync(Guid project, int seed, int? wrong = 0)
    {
        var id = Guid.CreateVersion7();
        var folder = Path.Combine(server.Data.Path, "runs", id.ToString());
        Directory.CreateDirectory(Path.Combine(folder, "model"));
        await File.WriteAllTextAsync(Path.Combine(folder, "model", "model.onnx"), "onnx", Cancel);
        new ModelCard
        {
            Kind = "text-classification",
            Task = TaskKind.Classification,
            Medium = Medium.Text,
            Classes = ["ham", "spam"],
            Architecture = "a linear model",
            Settings = ModelCard.ToSettings(0),
            Provenance = new Provenance("Pets", "supervised", seed, 40, DateTimeOffset.UnixEpoch, new Dictionary<string, string> { ["labelsmith"] = "0.1" }),
        }.Write(Path.Combine(folder, "model"));
        if (wrong is { } count)
        {
            await File.WriteAllLinesAsync(Path.Combine(folder, "test.jsonl"), Enumerable.Range(0, 10).Select(item =>
                $$$"""{"id":"{{{item}}}","truth":[{{{Choice(item % 2)}}}],"predicted":[{{{Choice(item < count ? 1 - (item % 2) : item % 2)}}}]}"""), Cancel);
        }

        await server.Data.Models.AddAsync(
            new Model
            {
                Id = id,
                ProjectId = project,
                RunId = id,
                Task = TaskKind.Classification,
                Method = "supervised",
                Folder = $"runs/{id}/model",
                CreatedAt = DateTimeOffset.UnixEpoch.AddSeconds(seed),
                Snapshot = "abc",
            }, Cancel);
        return id;
    }

    private static string Choice(int label) => $$"""{"id":"1","control":"label","labels":["{{(label == 0 ? "ham" : "spam")}}"]}""";
}
