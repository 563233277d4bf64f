using System.Net;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Explaining;
using Labelsmith.Storage.Models;

namespace Labelsmith.Server.Tests;

public sealed class ExplanationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_explanation_has_the_schemas_labels_and_neighbours_that_are_still_there()
    {
        var project = await server.ProjectAsync(Medium.Text);
        await server.UploadAsync(project, ("a.txt", Make.Utf8("buy now")), ("b.txt", Make.Utf8("buy it")), ("c.txt", Make.Utf8("buy then")));
        var items = await server.ItemsAsync(project);
        var (item, near, gone) = (items[0]["id"]!.ToString(), items[1]["id"]!.ToString(), items[2]["id"]!.ToString());
        var url = $"/api/items/{item}/explanation";
        await server.Client.GetAsync(url, Cancel).ProblemAsync(HttpStatusCode.NotFound, "no-model");

        var model = await AddModelAsync(Guid.Parse(project.ToString()));
        await server.Client.GetAsync(url, Cancel).ProblemAsync(HttpStatusCode.ServiceUnavailable, "no-worker");
        await server.Client.GetAsync($"{url}?label=nothing", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");

        await KeepAsync(model, item, "spam", new Neighbour(near, "spam", 0.9), new Neighbour(gone, "spam", 0.8), new Neighbour(near, "renamed", 0.7));
        (await server.Client.DeleteAsync($"/api/items/{gone}", Cancel)).EnsureSuccessStatusCode().Dispose();
        var explanation = await server.Client.GetAsync(url, Cancel).JsonAsync();
        Assert.Equal(model.ToString(), (string?)explanation["modelId"]);
        Assert.Equal("spam-id", (string?)explanation["label"]);
        Assert.Equal(3, (int)explanation["words"]![0]!["end"]!);
        var neighbour = Assert.Single(explanation["neighbours"]!.AsArray())!;
        Assert.Equal((near, "b.txt", "buy it", "spam-id"), (
            (string?)neighbour["itemId"], (string?)neighbour["name"], (string?)neighbour["excerpt"], (string?)neighbour["label"]));
    }

    [Fact]
    public async Task Without_a_session_or_an_item_there_is_nothing()
    {
        using var anonymous = server.Anonymous();
        using var refused = await anonymous.GetAsync($"/api/items/{Guid.NewGuid()}/explanation", Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await server.Client.GetAsync($"/api/items/{Guid.NewGuid()}/explanation", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    private async Task<Guid> AddModelAsync(Guid project)
    {
        var id = Guid.CreateVersion7();
        await server.Data.Models.AddAsync(
            new Model
            {
                Id = id,
                ProjectId = project,
                Task = TaskKind.Classification,
                Method = "supervised",
                Folder = $"runs/{id}/model",
                CreatedAt = DateTimeOffset.UnixEpoch,
            },
            Cancel);
        return id;
    }

    /// <summary>What a worker has explained once is kept.</summary>
    private async Task KeepAsync(Guid model, string item, string label, params Neighbour[] neighbours)
    {
        var folder = Path.Combine(server.Data.CacheFolder, "explanations", model.ToString(), item[^2..]);
        Directory.CreateDirectory(folder);
        var explanation = new Explanation
        {
            ItemId = item,
            Method = ExplainingMethods.IntegratedGradients,
            Class = label,
            Probability = 0.8,
            Words = [new WordWeight(0, 3, 0.2)],
            Neighbours = neighbours,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, $"{item}.json"), JsonSerializer.Serialize(explanation, DomainJson.Options), Cancel);
    }
}
