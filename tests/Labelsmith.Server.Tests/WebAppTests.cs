using System.Net;

namespace Labelsmith.Server.Tests;

public sealed class WebAppTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/projects/7/items")]
    [InlineData("/?sign-in=expired")]
    public async Task Strangers_get_the_web_app_which_shows_the_sign_in_page(string path)
    {
        using var response = await server.Anonymous().GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("<title>Labelsmith</title>", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_web_app_are_served_and_kept_by_browsers()
    {
        Directory.CreateDirectory(Path.Combine(server.WebRoot, "assets"));
        await File.WriteAllTextAsync(Path.Combine(server.WebRoot, "assets", "index-abc.js"), "1", Cancel);

        using var response = await server.Anonymous().GetAsync("/assets/index-abc.js", Cancel);

        Assert.Equal("text/javascript", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", response.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_folder_is_not_served()
    {
        using var response = await server.Anonymous().GetAsync("/../data/labelsmith.db", Cancel);

        Assert.DoesNotContain("SQLite", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_open_to_probes() =>
        Assert.Equal("Healthy", await server.Anonymous().GetStringAsync("/health", Cancel));
}
