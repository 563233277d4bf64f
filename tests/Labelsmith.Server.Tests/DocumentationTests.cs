using System.Text.Json;
using System.Text.Json.Nodes;

namespace Labelsmith.Server.Tests;

public sealed class DocumentationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The web client's types are generated from the file. To renew it: <c>LABELSMITH_WRITE_OPENAPI=1</c> and run this test.</summary>
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

        Assert.True(await File.ReadAllTextAsync(file, Cancel) == text, "docs/openapi.json is out of date: run this test with LABELSMITH_WRITE_OPENAPI=1.");
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Labelsmith.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie within the repository.");
        }

        return folder;
    }
}
