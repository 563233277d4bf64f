using System.Text.Json;
using System.Text.Json.Nodes;

namespace Labelsmith.Server.Tests;

public sealed class DocumentationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The web client's types are generated from the file. To renew it: <c>LABELSMITH_WRITE_OPENAPI=1</c> and run this
    /// test.</summary>
    [Fact]
    public async Task The_document_in_docs_is_current()
    {
        var served = JsonNode.Parse(await server.Client.GetStringAsync("/openapi/v1.json", Cancel))!;
        var text = served.ToJsonString(new JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";
        var file = Path.Combine(RepositoryRoot(), "docs", "openapi.json");
        if (Environment.GetEnvironmentVariable("LABELSMITH_WRITE_OPENAPI") == "1")
        {
            await File.WriteAllTextAsync(file, text, Cancel);
        }

        Assert.True(await File.ReadAllTextAsync(
            file, Cancel) == text, "docs/openapi.json is out of date: run this test with LABELSMITH_WRITE_OPENAPI=1.");
    }

    [Fact]
    public async Task The_page_of_the_api_fetches_nothing_from_elsewhere()
    {
        using var response = await server.Client.GetAsync("/docs/", Cancel);
        var page = await response.Content.ReadAsStringAsync(Cancel);

        Assert.DoesNotMatch("(src|href)=\"https?://", page);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("connect-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
        var nonce = System.Text.RegularExpressions.Regex.Match(policy, "'nonce-(\\w+)'").Groups[1].Value;
        Assert.Contains($"nonce=\"{nonce}\"", page, StringComparison.Ordinal);
        foreach (System.Text.RegularExpressions.Match script in System.Text.RegularExpressions.Regex.Matches(
            page, "src=\"([^\"]+)\""))
        {
            using var served = await server.Client.GetAsync(
                new Uri(new Uri(server.Address, "/docs/"), script.Groups[1].Value), Cancel);
            Assert.Equal("text/javascript", served.Content.Headers.ContentType?.MediaType);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Labelsmith.slnx")))
        {
            folder = Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("The tests do not lie within the repository.");
        }

        return folder;
    }
}
