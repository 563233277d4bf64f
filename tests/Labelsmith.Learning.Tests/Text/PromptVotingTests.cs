using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Text.Weak;

namespace Labelsmith.Learning.Tests.Text;

/// <summary>A language model as a labelling function, played by a server of the test's own.</summary>
public sealed class PromptVotingTests : IDisposable
{
    private static readonly string[] _classes = ["ham", "spam"];

    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _server = new();
    private readonly List<JsonNode> _questions = [];
    private Func<string, (int Status, string Body)> _answer = Reply;

    public PromptVotingTests()
    {
        _server.Prefixes.Add($"http://127.0.0.1:{FreePort()}/");
        _server.Start();
        _ = AnswerAsync();
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Close();
        _folder.Dispose();
    }

    [Fact]
    public void A_reply_that_names_one_class_is_a_vote_and_any_other_is_none()
    {
        using var voting = Serve(Reply);
        Assert.Equal([1, 0, -1, -1, 1], voting.Vote(["Spam.", "I think it is ham", "none", "ham or spam", "**SPAM**"], Stop));
        Assert.Null(voting.Complaint);
        var question = _questions.First(asked => asked["messages"]![1]!["content"]!.GetValue<string>() == "none");
        Assert.Equal(("small", 0), (question["model"]!.GetValue<string>(), question["temperature"]!.GetValue<int>()));
        Assert.Contains("ham | spam", question["messages"]![0]!["content"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_asked_twice_even_after_a_stop_and_no_more_than_is_allowed()
    {
        string[] texts = ["ham 1", "spam 2", "ham 3"];
        using (var first = Serve(Reply, most: 2))
        {
            Assert.Equal([0, 1, -1], first.Vote(texts, Stop));
            Assert.Contains("not about 1 others", first.Complaint, StringComparison.Ordinal);
        }

        File.AppendAllText(_folder["replies.jsonl"], "[\"half a li");
        using var second = Voting.Of(Function(3), _classes, new VotingLimits(File: _folder["replies.jsonl"]));
        Assert.Equal([0, 1, 0], second.Vote(texts, Stop));
        Assert.Equal(3, _questions.Count);
    }

    [Fact]
    public void A_busy_server_is_asked_again_and_one_that_fails_is_named()
    {
        var times = 0;
        using (var busy = Serve(text => Interlocked.Increment(ref times) == 1 ? (429, "later") : Reply(text)))
        {
            Assert.Equal([0], busy.Vote(["ham"], Stop));
        }

        using var wrong = Serve(text => text == "ham" ? Reply(text) : (400, "no such model"));
        Assert.Equal(1, wrong.Vote(["ham", .. Enumerable.Range(0, 20).Select(i => $"text {i}")], Stop).Count(vote => vote == 0));
        Assert.Contains("no such model", wrong.Complaint, StringComparison.Ordinal);
        Assert.InRange(_questions.Count, 0, 12);
    }

    [Theory]
    [InlineData(401, "who are you")]
    [InlineData(302, "elsewhere")]
    [InlineData(200, "{\"choices\": []}")]
    [InlineData(200, "hello")]
    public void A_server_that_never_answers_stops_the_run_with_a_sentence(int status, string body)
    {
        using var voting = Serve(_ => (status, body));
        var failure = Assert.Throws<BadDataException>(() => voting.Vote(["a", "b"], Stop));
        Assert.Contains("'asks'", failure.Message, StringComparison.Ordinal);
        Assert.Contains(ChatServer.KeyVariable, failure.Message, StringComparison.Ordinal);
    }

    private static (int Status, string Body) Reply(string said) =>
        (200, new JsonObject { ["choices"] = new JsonArray(new JsonObject { ["message"] = new JsonObject { ["content"] = said } }) }.ToJsonString());

    private LabelingFunction Function(int most) => new()
    {
        Name = "asks",
        Prompt = new Prompt("Is it spam?", new Uri(_server.Prefixes.First() + "v1"), "small", most),
    };

    /// <summary>The function, answered from now on by <paramref name="answer"/>: a status and a body for a text.</summary>
    private Voting Serve(Func<string, (int Status, string Body)> answer, int most = 100)
    {
        _answer = answer;
        return Voting.Of(Function(most), _classes, new VotingLimits(File: _folder["replies.jsonl"]));
    }

    private async Task AnswerAsync()
    {
        while (_server.IsListening)
        {
            try
            {
                var context = await _server.GetContextAsync();
                var question = JsonNode.Parse(context.Request.InputStream)!;
                lock (_questions)
                {
                    _questions.Add(question);
                }

                (context.Response.StatusCode, var body) = _answer(question["messages"]![1]!["content"]!.GetValue<string>());
                context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                return; // the test has ended
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
