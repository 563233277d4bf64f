using System.Net;
using Labelsmith.Domain;

namespace Labelsmith.Server.Tests;

public sealed class SelectionTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_has_items_chosen_and_people_see_which_way_and_why()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var before = await server.Client.GetAsync($"/api/projects/{project}/selection", Cancel).JsonAsync();
        Assert.Equal("auto ready", $"{before["strategy"]} {before["state"]}");
        await server.UploadAsync(project, ("a.txt", Make.Utf8("text")), ("b.txt", Make.Utf8("another")));
        var item = (await server.ItemsAsync(project))[1];
        var id = Guid.Parse((string)item["id"]!);
        var wanted = await server.Client.GetAsync($"/api/projects/{project}/selection", Cancel).JsonAsync();
        Assert.Equal("wanted", (string?)wanted["state"]);

        var wish = await server.Data.Selections.FindAsync(Guid.Parse($"{project}"), Cancel);
        await server.Data.Selections.WriteAsync(wish, "typiclust", [(id, 2)], Cancel); // what the worker does

        var ready = await server.Client.GetAsync($"/api/projects/{project}/selection", Cancel).JsonAsync();
        Assert.Equal("ready typiclust 1", $"{ready["state"]} {ready["chosenBy"]} {ready["chosen"]}");
        var queue = await server.Client.GetAsync($"/api/projects/{project}/queue", Cancel).JsonAsync();
        Assert.Equal((string?)item["id"], (string?)queue[0]!["id"]);
        var asked = await server.Client.GetAsync($"/api/items/{id}", Cancel).JsonAsync();
        Assert.Equal("typiclust 2", $"{asked["ask"]!["strategy"]} {asked["ask"]!["value"]}");
    }

    [Fact]
    public async Task A_strategy_can_be_chosen_that_works_already_and_others_are_refused_in_a_sentence()
    {
        var project = await server.ProjectAsync(Medium.Text);
        var changed = await server.Client.PutAsync(
            $"/api/projects/{project}/selection", Requests.Json(new { strategy = "coreset" }), Cancel).JsonAsync();
        Assert.Equal("coreset wanted", $"{changed["strategy"]} {changed["state"]}");
        var offered = changed["strategies"]!.AsArray().ToDictionary(one => (string)one!["key"]!, one => (bool)one!["available"]!);
        Assert.True(offered["coreset"]);
        Assert.False(offered["badge"]); // there is no model yet

        foreach (var strategy in (string[])["badge", "no-such"])
        {
            await server.Client.PutAsync(
                $"/api/projects/{project}/selection", Requests.Json(new { strategy }), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        }
    }
}
