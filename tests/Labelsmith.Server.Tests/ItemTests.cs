using System.Net;
using Labelsmith.Domain;

namespace Labelsmith.Server.Tests;

public sealed class ItemTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_filtered_sorted_and_paged()
    {
        var project = await server.ProjectAsync();
        var items = await server.ImagesAsync(project, 5);
        await server.PredictAsync(project, (items[1], "cat-id", 0.9), (items[2], "dog-id", 0.3));
        await server.Client.SaveAsync(items[0], 0, "submitted", Make.Choice("dog-id")).JsonAsync();

        Assert.Equal("2.png 1.png", await NamesAsync("?state=predicted&sort=score"));
        Assert.Equal("0.png 2.png", await NamesAsync("?label=dog-id"));
        Assert.Equal("1.png", await NamesAsync("?minScore=0.5"));
        Assert.Equal("3.png", await NamesAsync("?text=3.P"));
        var page = await server.Client.GetAsync($"/api/projects/{project}/items?sort=-score&limit=3", Cancel).JsonAsync();
        Assert.Equal(5, (int?)page["total"]);
        Assert.Equal("3.png 0.png", await NamesAsync($"?sort=-score&limit=3&cursor={page["next"]}"));

        async Task<string> NamesAsync(string query) => string.Join(
            ' ', (await server.ItemsAsync(project, query)).Select(item => (string?)item["name"]));
    }

    [Theory]
    [InlineData("?sort=colour")]
    [InlineData("?limit=0")]
    [InlineData("?limit=many")]
    [InlineData("?state=lost")]
    [InlineData("?cursor=x")]
    public async Task Queries_that_make_no_sense_are_refused(string query)
    {
        var project = await server.ProjectAsync();

        await server.Client.GetAsync(
            $"/api/projects/{project}/items{query}", Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task The_queue_goes_from_item_to_item()
    {
        var project = await server.ProjectAsync();
        var items = await server.ImagesAsync(project, 3);
        await server.PredictAsync(project, (items[2], "cat-id", 0.4));

        var first = await server.Client.GetAsync($"/api/projects/{project}/queue", Cancel).JsonAsync();
        Assert.Equal("2.png", (string?)first[0]!["name"]);
        var next = await server.Client.GetAsync($"/api/projects/{project}/queue?after={items[2]}&count=2", Cancel).JsonAsync();
        Assert.Equal(["0.png", "1.png"], next.AsArray().Select(item => (string?)item!["name"]));
        var previous = await server.Client.GetAsync(
            $"/api/projects/{project}/queue?after={items[0]}&direction=previous", Cancel).JsonAsync();
        Assert.Equal("2.png", (string?)previous[0]!["name"]);
    }

    [Fact]
    public async Task An_image_is_served_as_it_is_shown_with_a_tag_and_in_a_sandbox()
    {
        var project = await server.ProjectAsync();
        var item = (await server.ImagesAsync(project, 1))[0];

        using var response = await server.Client.GetAsync($"/api/items/{item}/content", Cancel);

        Assert.Equal("image/png", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Make.Png(), await response.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.Private);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/items/{item}/content");
        again.Headers.IfNoneMatch.Add(response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await server.Client.SendAsync(again, Cancel)).StatusCode);
        using var thumbnail = await server.Client.GetAsync($"/api/items/{item}/thumbnail", Cancel);
        Assert.StartsWith("image/", thumbnail.Content.Headers.ContentType?.MediaType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_with_markup_is_served_as_plain_text()
    {
        var project = await server.ProjectAsync(Medium.Text);
        await server.UploadAsync(project, ("a.txt", Make.Utf8("<script>alert(1)</script>")));
        var item = (await server.ItemsAsync(project))[0];

        using var response = await server.Client.GetAsync($"/api/items/{item["id"]}/content", Cancel);

        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("<script>alert(1)</script>", await response.Content.ReadAsStringAsync(Cancel));
        Assert.Equal("<script>alert(1)</script>", (string?)(await server.Client.GetAsync($"/api/items/{item["id"]}", Cancel).JsonAsync())["text"]);
        await server.Client.GetAsync(
            $"/api/items/{item["id"]}/thumbnail", Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_deleted_item_lies_in_the_trash_until_it_is_restored()
    {
        var project = await server.ProjectAsync();
        var items = await server.ImagesAsync(project, 2);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync($"/api/items/{items[0]}", Cancel)).StatusCode);
        Assert.Equal("1.png", (string?)(await server.ItemsAsync(project)).Single()["name"]);
        Assert.Equal("0.png", (string?)(await server.ItemsAsync(project, "?deleted=true")).Single()["name"]);
        await server.Client.SaveAsync(items[0], 0, "draft").ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await server.Client.PostAsync($"/api/items/{items[0]}/restore", null, Cancel).JsonAsync();
        Assert.Equal(2, (await server.ItemsAsync(project)).Count);
    }
}
