using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Labelsmith.Server.Tests;

public sealed class SecurityTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] Open = ["/sign-in", "/health", "{*path:nonfile}"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every endpoint of the server, so that a new one is tested without another word.</summary>
    private IEnumerable<(HttpMethod Method, string Path, bool IsOpen)> Endpoints() =>
        from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let route = endpoint.RoutePattern.RawText!
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        select (new HttpMethod(method), Fill(route), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null);

    private static string Fill(string route)
    {
        var filled = System.Text.RegularExpressions.Regex.Replace(
            route, @"\{(\*\*?)?(\w+)[^}]*\}", match => match.Groups[2].Value == "documentName" ? "v1" : Guid.Empty.ToString());
        return filled.StartsWith('/') ? filled : "/" + filled;
    }

    [Fact]
    public async Task Every_endpoint_but_the_open_ones_refuses_strangers()
    {
        using var client = server.Anonymous();
        var tried = 0;
        foreach (var (method, path, isOpen) in Endpoints().ToList())
        {
            if (isOpen)
            {
                continue;
            }

            using var request = new HttpRequestMessage(method, path);
            if (method != HttpMethod.Get)
            {
                request.Content = Requests.Json(new { }); // else routing would look for another endpoint
            }

            using var response = await client.SendAsync(request, Cancel);
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path} answers {(int)response.StatusCode} to a stranger.");
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
            tried++;
        }

        Assert.InRange(tried, 30, 200);
    }

    [Fact]
    public void Only_sign_in_health_and_the_pages_of_the_web_app_are_open()
    {
        var open = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => !route.StartsWith("/docs/", StringComparison.Ordinal) || route.Contains('{', StringComparison.Ordinal)) // scripts and icon of a library
            .ToHashSet();

        Assert.Equal(Open.Order(), open.Order());
    }

    [Fact]
    public async Task Every_change_by_cookie_needs_the_anti_forgery_header()
    {
        using var client = await server.SignInAsync();
        client.DefaultRequestHeaders.Remove("X-Labelsmith-Csrf");
        foreach (var (method, path, isOpen) in Endpoints().Where(
            endpoint => endpoint.Method != HttpMethod.Get && !endpoint.IsOpen).ToList())
        {
            await client.SendAsync(new HttpRequestMessage(method, path), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "csrf");
        }

        client.DefaultRequestHeaders.Add("X-Labelsmith-Csrf", "guessed");
        await client.PostAsync("/api/session/links", null, Cancel).ProblemAsync(HttpStatusCode.BadRequest, "csrf");
    }

    [Fact]
    public async Task A_link_signs_in_once_and_its_cookie_is_out_of_reach_of_scripts()
    {
        var link = await server.CreateSignInLinkAsync();
        using var client = server.Anonymous();

        using var first = await client.GetAsync(link, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);
        Assert.Equal("/", first.Headers.Location!.OriginalString);
        var cookie = Assert.Single(first.Headers.GetValues("Set-Cookie"));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);

        using var second = await server.Anonymous().GetAsync(link, Cancel);
        Assert.Equal("/?sign-in=expired", second.Headers.Location!.OriginalString);
        Assert.False(second.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_session_tells_who_and_where_and_ends_with_sign_out()
    {
        using var client = await server.SignInAsync();
        var session = await client.GetAsync("/api/session", Cancel).JsonAsync();
        Assert.Equal("ann", (string?)session["user"]);
        Assert.Equal(server.Data.Path, (string?)session["dataFolder"]);

        var cookie = new Dictionary<string, string>();
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/session", Cancel)).StatusCode);
        await client.GetAsync("/api/session", Cancel).ProblemAsync(HttpStatusCode.Unauthorized, "sign-in");
    }

    [Fact]
    public async Task A_new_link_can_be_asked_for()
    {
        var link = await server.Client.PostAsync("/api/session/links", null, Cancel).JsonAsync();

        using var client = server.Anonymous();
        using var response = await client.GetAsync((string)link["url"]!, Cancel);

        Assert.Equal("/", response.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_token_opens_the_api_without_cookie_or_header_until_it_is_deleted()
    {
        var token = await server.Client.PostAsync("/api/tokens", Requests.Json(new { name = "laptop" }), Cancel).JsonAsync();
        using var program = server.Anonymous();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)token["token"]!);

        await program.GetAsync("/api/projects", Cancel).JsonAsync();
        var listed = (await program.GetAsync(
            "/api/tokens", Cancel).JsonAsync()).AsArray().Single(one => (string?)one!["id"] == (string?)token["id"]);
        Assert.NotNull(listed!["lastUsedAt"]);
        Assert.Null(listed["token"]);
        Assert.Equal(HttpStatusCode.NoContent, (await program.DeleteAsync($"/api/tokens/{token["id"]}", Cancel)).StatusCode);
        await program.GetAsync("/api/projects", Cancel).ProblemAsync(HttpStatusCode.Unauthorized, "sign-in");
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("[::1]", HttpStatusCode.OK)]
    public async Task A_server_on_loopback_answers_to_names_of_loopback_only(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = $"{host}:{server.Address.Port}";

        using var response = await server.Anonymous().SendAsync(request, Cancel);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Answers_forbid_framing_sniffing_and_foreign_scripts()
    {
        using var response = await server.Anonymous().GetAsync("/", Cancel);

        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.False(response.Headers.Contains("Server"));
    }

    [Fact]
    public async Task Too_many_attempts_to_sign_in_are_refused()
    {
        var fixture = new ServerFixture();
        await fixture.InitializeAsync();
        try
        {
            using var client = fixture.Anonymous();
            for (var attempt = 0; attempt < 29; attempt++)
            {
                (await client.GetAsync("/sign-in?token=guess", Cancel)).Dispose();
            }

            await client.GetAsync("/sign-in?token=guess", Cancel).ProblemAsync(HttpStatusCode.TooManyRequests, "too-many");
        }
        finally
        {
            await fixture.DisposeAsync();
        }
    }
}
