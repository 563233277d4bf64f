using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Server.Projects;

namespace Labelsmith.Cli.Remote;

/// <summary>A running server, spoken to with a token.</summary>
internal sealed class RemoteServer : IDisposable
{
    private readonly HttpClient _client;

    /// <param name="address">Such as <c>http://127.0.0.1:5080</c>.</param>
    /// <param name="token">As <c>labelsmith token create</c> or the settings page gave it.</param>
    public RemoteServer(Uri address, string? token)
    {
        _client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan }; // uploads take their time
        if (token is not null)
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public async Task<T> GetAsync<T>(string path, CancellationToken cancel)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Relative(path)), cancel);
        return (await answer.Content.ReadFromJsonAsync<T>(DomainJson.Options, cancel))!;
    }

    public Task<T> PostAsync<T>(string path, object body, CancellationToken cancel) =>
        PostAsync<T>(path, JsonContent.Create(body, options: DomainJson.Options), cancel);

    public async Task<T> PostAsync<T>(string path, HttpContent body, CancellationToken cancel)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Post, Relative(path)) { Content = body }, cancel);
        return (await answer.Content.ReadFromJsonAsync<T>(DomainJson.Options, cancel))!;
    }

    public async Task DeleteAsync(string path, CancellationToken cancel) =>
        (await SendAsync(new HttpRequestMessage(HttpMethod.Delete, Relative(path)), cancel)).Dispose();

    public async Task DownloadAsync(string path, Stream output, CancellationToken cancel)
    {
        using var answer = await SendAsync(new HttpRequestMessage(HttpMethod.Get, Relative(path)), cancel);
        await answer.Content.CopyToAsync(output, cancel);
    }

    /// <summary>The project of a name or an id.</summary>
    /// <exception cref="BadDataException">There is none, or several have that name.</exception>
    public async Task<ProjectView> FindProjectAsync(string nameOrId, CancellationToken cancel)
    {
        var projects = await GetAsync<List<ProjectView>>("/api/projects", cancel);
        var found = projects.Where(project => project.Name == nameOrId || project.Id.ToString() == nameOrId).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw new BadDataException(
                $"There is no project '{nameOrId}' on {_client.BaseAddress}: there are {string.Join(", ", projects.Select(project => $"'{project.Name}'"))}."),
            _ => throw new BadDataException(
                $"{found.Count} projects are named '{nameOrId}': give the id, one of {string.Join(", ", found.Select(project => project.Id))}."),
        };
    }

    public void Dispose() => _client.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        HttpResponseMessage answer;
        try
        {
            using (request)
            {
                answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            }
        }
        catch (HttpRequestException failure)
        {
            throw new BadDataException($"No server answers on {_client.BaseAddress} ({failure.Message}): start one with 'labelsmith serve', or name it with --server.", failure);
        }

        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw new BadDataException(answer.StatusCode == System.Net.HttpStatusCode.Unauthorized
                ? $"{_client.BaseAddress} does not know the token: make one on its settings page, and give it with --token or LABELSMITH_TOKEN."
                : await SentenceAsync(answer, cancel));
        }
    }

    /// <summary>The problem's own sentence, where the answer is one.</summary>
    private static async Task<string> SentenceAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
            return problem.GetProperty("detail").GetString()!;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return $"The server answered {(int)answer.StatusCode} {answer.ReasonPhrase}.";
        }
    }
}
