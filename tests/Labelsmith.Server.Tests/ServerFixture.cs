using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Labelsmith.Domain;
using Labelsmith.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Labelsmith.Server.Tests;

/// <summary>A real server on a free port with a data folder of its own, and a browser-like client that has signed in.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private LabelsmithServer server = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("labelsmith-server-").FullName;

    public string WebRoot => Path.Combine(Folder, "wwwroot");

    public Uri Address { get; private set; } = null!;

    /// <summary>Has the session's cookie and sends its anti-forgery header.</summary>
    public HttpClient Client { get; private set; } = null!;

    public DataFolder Data => server.Services.GetRequiredService<DataFolder>();

    public IServiceProvider Services => server.Services;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(WebRoot);
        await File.WriteAllTextAsync(Path.Combine(WebRoot, "index.html"), "<!doctype html><title>Labelsmith</title>");
        server = LabelsmithServer.Build(new ServerOptions
        {
            DataFolder = Path.Combine(Folder, "data"),
            Urls = ["http://127.0.0.1:0"],
            UserName = "ann",
            WebRoot = WebRoot,
            MaximumUploadBytes = 8 << 20,
        });
        await server.StartAsync();
        Address = new Uri(server.Urls[0]);
        Client = await SignInAsync();
    }

    public Task<string> CreateSignInLinkAsync() => server.CreateSignInLinkAsync();

    /// <summary>Keeps cookies, follows nothing.</summary>
    public HttpClient Anonymous() => new(
        new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    { BaseAddress = Address };

    public async Task<HttpClient> SignInAsync()
    {
        var client = Anonymous();
        (await client.GetAsync(await server.CreateSignInLinkAsync())).Dispose();
        var session = await client.GetFromJsonAsync<JsonElement>("/api/session");
        client.DefaultRequestHeaders.Add("X-Labelsmith-Csrf", session.GetProperty("csrf").GetString());
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await server.StopAsync();
        await server.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>Short words for requests.</summary>
internal static class Requests
{
    public static StringContent Json(
        object body) => new(JsonSerializer.Serialize(body, DomainJson.Options), Encoding.UTF8, "application/json");

    public static async Task<JsonNode> JsonAsync(
        this Task<HttpResponseMessage> sending, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await sending;
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == expected, $"{(int)response.StatusCode} instead of {(int)expected}: {text}");
        return JsonNode.Parse(text)!;
    }

    public static async Task<JsonNode> ProblemAsync(this Task<HttpResponseMessage> sending, HttpStatusCode status, string type)
    {
        var problem = await sending.JsonAsync(status);
        Assert.Equal(type, (string?)problem["type"]);
        Assert.EndsWith(".", (string?)problem["detail"], StringComparison.Ordinal);
        return problem;
    }
}
