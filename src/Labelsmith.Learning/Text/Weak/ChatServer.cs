using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>A server of language models that speaks OpenAI's protocol, as llama.cpp, Ollama and vLLM do too.</summary>
/// <remarks>The key, if it wants one, is the environment's <see cref="KeyVariable"/>; it never travels unencrypted to another machine, and
/// never to where a server redirects.</remarks>
internal sealed class ChatServer : IDisposable
{
    public const string KeyVariable = "LABELSMITH_LANGUAGE_MODEL_KEY";

    private const int LongestReply = 1 << 20; // bytes
    private const int LongestAnswer = 32; // tokens
    private const int Attempts = 4;

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(2);

    private readonly HttpClient _client;
    private readonly Uri _address;
    private readonly string _model;

    public ChatServer(Uri server, string model)
    {
        (_address, _model) = (new Uri(server.AbsoluteUri.TrimEnd('/') + "/chat/completions"), model);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = _patience, MaxResponseContentBufferSize = LongestReply };
        if (Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key && (server.Scheme == Uri.UriSchemeHttps || server.IsLoopback))
        {
            _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    /// <returns>What the model says.</returns>
    /// <exception cref="HttpRequestException">The server can't be reached, or does not answer as one does.</exception>
    public async Task<string> AskAsync(string instruction, string question, CancellationToken cancel)
    {
        var body = JsonSerializer.Serialize(new
        {
            model = _model,
            temperature = 0,
            max_tokens = LongestAnswer,
            messages = new[] { new { role = "system", content = instruction }, new { role = "user", content = question } },
        });
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var content = new StringContent(body, Encoding.UTF8, "application/json");
                using var reply = await _client.PostAsync(_address, content, cancel);
                var text = await reply.Content.ReadAsStringAsync(cancel);
                if (reply.IsSuccessStatusCode)
                {
                    return Answer(text);
                }

                if (!IsBusy(reply.StatusCode) || attempt == Attempts)
                {
                    throw new HttpRequestException($"it answers with {(int)reply.StatusCode}: {text[..Math.Min(text.Length, 200)]}");
                }
            }
            catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new HttpRequestException($"it is silent for {_patience.TotalMinutes} minutes");
            }

            await Task.Delay(TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)), cancel);
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsBusy(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    private static string Answer(string reply)
    {
        try
        {
            return JsonNode.Parse(reply)?["choices"]?[0]?["message"]?["content"]?.GetValue<string>()
                ?? throw new HttpRequestException("its reply has no choices[0].message.content");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new HttpRequestException("its reply is not that of a chat", failure);
        }
    }
}
