using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Explaining;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods.Classifying;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text.Networks;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Text;

[Collection(TorchTests.Name)]
public sealed class TextNetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Unlabelled_mails_make_a_better_network_than_the_same_labels_alone()
    {
        var (alone, with) = (F1("supervised"), F1("mean-teacher"));
        Assert.True(with > alone, $"Mean Teacher {with:0.000}, the same network by the labels alone {alone:0.000}.");
    }

    [Fact]
    public void What_is_said_too_often_counts_less()
    {
        using var scope = NewDisposeScope();
        using var alignment = new ShareAlignment([0.5, 0.5]);
        using var answers = tensor(new[] { 0.9f, 0.1f, 0.6f, 0.4f }, [2, 2]);
        var first = alignment.Apply(answers).data<float>().ToArray();
        Assert.Equal(1, first[0] + first[1], 5);
        for (var step = 0; step < 200; step++)
        {
            using var inner = NewDisposeScope();
            alignment.Apply(answers);
        }

        var last = alignment.Apply(answers).data<float>().ToArray();
        Assert.Equal((0.9 / 0.75) / ((0.9 / 0.75) + (0.1 / 0.25)), last[0], 3);
        Assert.True(last[2] < 0.5); // less than it usually says
    }

    [Fact]
    public void The_order_of_words_can_be_learned_and_words_explain_the_answer()
    {
        var data = Orders();
        var outcome = LearningRun.Run(
            new LearningRequest { Data = data, Architecture = ModelCatalog.TextNet, Method = "supervised", Epochs = 25, OutDirectory = _folder["out"] }, cancellation: Stop);
        Assert.True(outcome.Report.Metrics["accuracy"] > 0.9, $"accuracy {outcome.Report.Metrics["accuracy"]}");
        Assert.DoesNotContain(outcome.Report.Notes, note => note.Contains("bfloat16", StringComparison.Ordinal)); // none of its layers is

        using var predictor = Predictor.Load(_folder["out/model"]);
        string[] texts = ["", "ζζζ", string.Concat(Enumerable.Repeat("dog bites man ", 3000))];
        var outputs = predictor.Run(
            [.. texts.Select((text, i) => new DataItem($"{i}", new TextSource(text))), new("gone", new FileSource(_folder["gone.txt"]))], Stop).ToList();
        Assert.All(outputs[..3], output => Assert.Equal(1, Assert.IsType<ClassOutput>(output).Probabilities.Sum(), 4));
        Assert.Equal("gone", Assert.IsType<UnreadableOutput>(outputs[3]).Fault.Where);

        using var explainer = Explainer.Load(_folder["out/model"]);
        var explanation = explainer.Explain(new DataItem("x", new TextSource("so dog bites man")), cancellation: Stop);
        Assert.Equal((ExplainingMethods.Occlusion, "news of dogs"), (explanation.Method, explanation.Class));
        Assert.NotEqual(0, explanation.Words!.MaxBy(word => word.Weight)!.Start); // "so" says nothing
    }

    [Fact]
    public void What_is_exported_answers_as_the_network_does()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(4);
        float[] vectors = [.. Enumerable.Range(0, 60).Select(i => MathF.Sin(i))];
        using var network = new TextNet(vectors, dimensions: 6, filters: 5, classes: 3, tokens: 8, dropout: 0.5);
        network.eval();
        var graph = new OnnxGraph("test");
        network.Export(graph, 1, 8, TokenPieces.Each);
        Directory.CreateDirectory(_folder["net"]);
        graph.Write(_folder["net/model.onnx"]);
        using var session = new OnnxSession(_folder["net/model.onnx"]);
        float[] inputs = [.. Enumerable.Range(0, 2 * 8 * TokenPieces.Each).Select(i => i is >= 20 and < 32 ? 0f : i % 11)];
        var expected = network.forward(tensor(inputs, [2, 1, 8, TokenPieces.Each])).softmax(1).data<float>().ToArray();
        Assert.Equal(expected, session.Run(inputs, 2, 1, 8, TokenPieces.Each), new Close());
    }

    [Fact]
    public void Pieces_are_words_affixes_and_shapes_and_windows_cover_a_text()
    {
        var pieces = TokenPieces.Fit(["Hello, Wörld42!", "Hello again"]);
        Assert.Contains("hello", pieces.Known);
        Assert.Contains("^wör", pieces.Known);
        Assert.Contains("$d42", pieces.Known);
        Assert.Contains("#Aaaaa00", pieces.Known);
        Assert.Equal(4 * TokenPieces.Each, pieces.Read("Hello, Wörld42!").Length);
        Assert.Equal([0, 0, 0, 0], pieces.Read("§"));
        Assert.Equal([0], pieces.Starts(3));
        Assert.Equal([0, 12, 24], pieces.Starts(40));
        Assert.Equal(16, pieces.Starts(100_000).Count);
    }

    [Fact]
    public void Noise_leaves_tokens_out_and_keeps_at_least_one()
    {
        var pieces = TokenPieces.Fit(["a b c d"]);
        var numbers = pieces.Read("a b c d");
        var into = new float[pieces.Window * TokenPieces.Each];
        new TokenNoise(pieces, Dropout: 1, Swap: 1).Apply(numbers, new Random(1), into);
        Assert.Equal(1, into.Chunk(TokenPieces.Each).Count(token => token.Any(piece => piece > 0)));
        new TokenNoise(pieces, Dropout: 0, Swap: 0).Apply(numbers, new Random(1), into);
        Assert.Equal(numbers.Select(number => (float)number), into[..numbers.Length]);
        new TokenNoise(pieces, Dropout: 0, Swap: 1).Apply(numbers, new Random(1), into);
        Assert.Equal(numbers.Order().Select(number => (float)number), into[..numbers.Length].Order());
        new TokenNoise(pieces, Dropout: 0.5, Swap: 0.5).Apply([], new Random(1), into);
        Assert.All(into, value => Assert.Equal(0, value));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>By one more network on the same 20 mails; nothing of the test mails is seen.</summary>
    private double F1(string method)
    {
        var mails = Mails.Read(TaskKind.Classification);
        var data = mails with { Items = [.. mails.Items.Select((item, i) => i % 2 == 0 && item.Split == Split.Test ? item with { Split = Split.Unlabelled, ReadTruth = null } : item)] };
        return LearningRun.Run(
            new LearningRequest
            {
                Data = data,
                Labelled = 20,
                Method = method,
                Architecture = method == "supervised" ? ModelCatalog.TextNet : null,
                Epochs = 12,
                PredictPool = false,
                OutDirectory = _folder[method],
            },
            cancellation: Stop).Report.Metrics["f1_macro"];
    }

    /// <summary>Two sentences of the same words, between others.</summary>
    private static Dataset Orders()
    {
        string[] others = ["so", "they", "say", "it", "was", "seen", "today", "again", "and", "oh"];
        var random = new Random(2);
        string Some() => string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => others[random.Next(others.Length)]));
        return new Dataset
        {
            Name = "orders",
            Medium = Medium.Text,
            Task = TaskKind.Classification,
            Classes = ["news of dogs", "news of men"],
            Items =
            [
                .. Enumerable.Range(0, 160).Select(i => new DataItem($"{i}", new TextSource($"{Some()} {(i % 2 == 0 ? "dog bites man" : "man bites dog")} {Some()} {i}"))
                {
                    Split = i < 120 ? Split.Train : Split.Test,
                    ReadTruth = () => [new Domain.Answers.Answer { Id = "1", Control = "label", Labels = [i % 2 == 0 ? "news of dogs" : "news of men"] }],
                }),
            ],
        };
    }

    private sealed class Close : IEqualityComparer<float>
    {
        public bool Equals(float one, float other) => MathF.Abs(one - other) < 1e-4f;

        public int GetHashCode(float value) => 0;
    }
}
