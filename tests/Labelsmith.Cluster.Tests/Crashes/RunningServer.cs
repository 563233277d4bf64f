using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Labelsmith.Cluster.Silos;

namespace Labelsmith.Cluster.Tests.Crashes;

/// <summary>The real program, <c>labelsmith serve</c>, as a process that a test may kill.</summary>
internal sealed partial class RunningServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly HttpClient _client;

    private RunningServer(Process process, HttpClient client)
    {
        _process = process;
        _client = client;
    }

    /// <summary>Starts the program on <paramref name="dataFolder"/> and signs in by the printed link.</summary>
    public static async Task<RunningServer> StartAsync(string dataFolder, CancellationToken cancel)
    {
        var address = $"http://127.0.0.1:{LoopbackCluster.FindFreePort()}";
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "labelsmith"))
        {
            ArgumentList = { "serve", "--data", dataFolder, "--urls", address },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(info)!;
        var link = await ReadSignInLinkAsync(process, cancel);
        var client = new HttpClient(new HttpClientHandler { UseCookies = true }) { BaseAddress = new Uri(address) };
        (await client.GetAsync(link, cancel)).EnsureSuccessStatusCode();
        var session = await client.GetFromJsonAsync<JsonElement>("/api/session", cancel);
        client.DefaultRequestHeaders.Add("X-Labelsmith-Csrf", session.GetProperty("csrf").GetString());
        return new RunningServer(process, client);
    }

    /// <summary>Sends a request and gives the answer's JSON; anything but success throws.</summary>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await _client.SendAsync(request, cancel);
        var text = await response.Content.ReadAsStringAsync(cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) => SendAsync(HttpMethod.Get, path, null, cancel);

    /// <summary>Kill -9, without a chance to write anything.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Kill -9 of the worker, which is the server's only child.</summary>
    public async Task KillWorkerAsync(CancellationToken cancel)
    {
        using var worker = Process.GetProcessById(await WorkerIdAsync(cancel));
        worker.Kill();
        await worker.WaitForExitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<int> WorkerIdAsync(CancellationToken cancel)
    {
        var children = $"/proc/{_process.Id}/task/{_process.Id}/children";
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience; await Task.Delay(100, cancel))
        {
            foreach (var task in Directory.GetDirectories($"/proc/{_process.Id}/task"))
            {
                var ids = (await File.ReadAllTextAsync(Path.Combine(task, "children"), cancel))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (ids.Length > 0)
                {
                    return int.Parse(ids[0], CultureInfo.InvariantCulture);
                }
            }
        }

        throw new TimeoutException($"The server has no worker ({children}).");
    }

    private static async Task<string> ReadSignInLinkAsync(Process process, CancellationToken cancel)
    {
        var said = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            said.Add(line);
            if (SignInLink().Match(line) is { Success: true } link)
            {
                // Nobody may block on a full pipe while the test goes on.
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return link.Value;
            }
        }

        var errors = await process.StandardError.ReadToEndAsync(cancel);
        throw new InvalidOperationException($"No sign-in link: {string.Join('\n', said)}\n{errors}");
    }

    [GeneratedRegex(@"http://\S+/sign-in\?token=\S+")]
    private static partial Regex SignInLink();
}
