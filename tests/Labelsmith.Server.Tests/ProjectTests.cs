using System.Net;
using Labelsmith.Domain;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Server.Tests;

public sealed class ProjectTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_is_made_read_changed_thrown_away_and_restored()
    {
        var id = await server.ProjectAsync(name: "  Pets ");
        var address = $"/api/projects/{id}";

        var project = await server.Client.GetAsync(address, Cancel).JsonAsync();
        Assert.Equal("Pets", (string?)project["name"]);
        Assert.Equal("cat", (string?)project["schema"]!["controls"]![0]!["labels"]![0]!["name"]);
        Assert.Equal(0, (int?)project["counts"]!["items"]);

        var changed = await server.Client.PatchAsync(
            address, Requests.Json(new { guidelines = "Look twice.", name = "Animals" }), Cancel).JsonAsync();
        Assert.Equal("Look twice.", (string?)changed["guidelines"]);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync(address, Cancel)).StatusCode);
        Assert.DoesNotContain(
            id.ToString(), await server.Client.GetStringAsync("/api/projects", Cancel), StringComparison.Ordinal);
        Assert.Contains(
            id.ToString(), await server.Client.GetStringAsync("/api/projects?deleted=true", Cancel), StringComparison.Ordinal);
        await server.Client.PostAsync(
            $"{address}/runs", Requests.Json(new { }), Cancel).ProblemAsync(HttpStatusCode.Conflict, "in-trash");
        Assert.Null((await server.Client.PostAsync($"{address}/restore", null, Cancel).JsonAsync())["deletedAt"]);
    }

    [Fact]
    public async Task A_label_in_use_can_be_renamed_and_retired_but_not_removed()
    {
        var id = await server.ProjectAsync();
        var item = (await server.ImagesAsync(id, 1))[0];
        await server.Client.SaveAsync(item, 0, "submitted", Make.Choice("cat-id")).JsonAsync();
        var kind = Make.ImageSchema.Controls[0];

        var problem = await PatchAsync(kind with { Labels = [kind.Labels[1]] }).ProblemAsync(
            HttpStatusCode.Conflict, "label-in-use");
        Assert.Contains("'cat' (1 item)", (string?)problem["detail"], StringComparison.Ordinal);

        var changed = await PatchAsync(
            kind with { Labels = [kind.Labels[0] with { Name = "tomcat", Color = "#000000", Retired = true }] }).JsonAsync();
        Assert.Equal("tomcat", (string?)changed["schema"]!["controls"]![0]!["labels"]![0]!["name"]);

        Task<HttpResponseMessage> PatchAsync(Control control) => server.Client.PatchAsync(
            $"/api/projects/{id}", Requests.Json(new { schema = new LabelSchema([control, Make.ImageSchema.Controls[1]]) }), Cancel);
    }

    [Theory]
    [InlineData("", Medium.Image, "name")]
    [InlineData("Sounds", Medium.Audio, "ask for segments")]
    [InlineData("Texts", Medium.Text, "regions of images")]
    public async Task What_makes_no_sense_is_refused_with_a_sentence(string name, Medium medium, string expected)
    {
        var problem = await server.Client.PostAsync(
            "/api/projects", Requests.Json(new { name, medium, schema = Make.ImageSchema }), Cancel)
            .ProblemAsync(HttpStatusCode.BadRequest, "invalid");

        Assert.Contains(expected, (string?)problem["detail"], StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"name":"x","medium":"image"}""")]
    [InlineData("""{"name":"x","medium":"smell","schema":{"controls":[]}}""")]
    [InlineData("""{"name":"x","medium":"image","schema":{"controls":[]},"extra":1}""")]
    [InlineData("""{"name":null,"medium":"image","schema":{"controls":[]}}""")]
    [InlineData("{")]
    [InlineData("")]
    public async Task Json_of_another_shape_is_refused(string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");

        await server.Client.PostAsync("/api/projects", content, Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Unknown_projects_and_addresses_are_told()
    {
        await server.Client.GetAsync(
            $"/api/projects/{Guid.NewGuid()}", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await server.Client.GetAsync("/api/nothing", Cancel).ProblemAsync(HttpStatusCode.NotFound, "no-such-address");
    }
}
