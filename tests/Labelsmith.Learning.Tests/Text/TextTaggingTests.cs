using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Learning.Text.Tagging;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Tests.Text;

public sealed class TextTaggingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tagging").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Sixty_mails_teach_where_addresses_links_and_dates_are()
    {
        var outcome = LearningRun.Run(
            new LearningRequest { Data = Mails.Read(TaskKind.Tagging), OutDirectory = _folder }, null, TestContext.Current.CancellationToken);
        Assert.True(outcome.Report.Metrics["span_f1"] > 0.85, $"span F1 {outcome.Report.Metrics["span_f1"]}");

        using var predictor = Predictor.Load(Path.Combine(_folder, "model"));
        var text = "From: Ada <ada@example.org>\nDate: Mon, 02 Dec 2002 15:51:00 -0800\n\nSee http://example.org/a?b=1 today.";
        var answers = predictor.Predict([new DataItem("1", new TextSource(text))], TestContext.Current.CancellationToken).Single().Answers;
        var found = answers.Select(answer => (answer.Labels[0], text[((TextSpan)answer.Region!).Start..((TextSpan)answer.Region!).End]));
        Assert.Equal([("Email address", "ada@example.org"), ("Date", "Mon, 02 Dec 2002"), ("Link", "http://example.org/a?b=1")], found);
        Assert.All(answers, answer => Assert.InRange(answer.Score!.Value, 0.3, 1));
        Assert.Empty(predictor.Predict([new DataItem("2", new TextSource(""))], TestContext.Current.CancellationToken).Single().Answers);
    }

    [Fact]
    public void The_gradient_is_that_of_finite_differences()
    {
        var pieces = RandomPieces(new Random(5));
        var field = ConditionalRandomField.Zero(pieces, columnCount: 4, stateCount: 9);
        var random = new Random(6);
        var point = Enumerable.Range(0, field.ParameterCount).Select(_ => random.NextDouble() - 0.5).ToArray();
        var gradient = new double[point.Length];
        field.Loss(2, point, gradient);
        double Loss(double[] at) => field.Loss(2, at, new double[point.Length]);
        for (var i = 0; i < point.Length; i++)
        {
            double[] up = [.. point], down = [.. point];
            (up[i], down[i]) = (up[i] + 1e-5, down[i] - 1e-5);
            Assert.Equal((Loss(up) - Loss(down)) / 2e-5, gradient[i], 7);
        }
    }

    [Fact]
    public void Sums_and_the_best_row_equal_those_of_trying_every_row()
    {
        const int states = 9, length = 4;
        var random = new Random(7);
        double[] scores = [.. Enumerable.Range(0, length * states).Select(_ => 3 * random.NextDouble())];
        double[] transitions = [.. Enumerable.Range(0, states * states).Select(_ => 3 * random.NextDouble())];
        var chain = new Chain(scores, new TagTransitions(transitions, states));
        var rows = Rows(states, length).ToDictionary(row => row, row => Math.Exp(row.Select((state, token) =>
            scores[token * states + state] + (token > 0 ? transitions[row[token - 1] * states + state] : 0)).Sum()));
        var total = rows.Values.Sum();
        Assert.Equal(Math.Log(total), chain.LogPartition, 9);
        Assert.Equal(rows.Where(row => row.Key[2] == 3).Sum(row => row.Value) / total, chain.Marginal(2, 3), 9);
        Assert.Equal(rows.Where(row => row.Key is [_, 0, 1, _]).Sum(row => row.Value) / total, chain.Pair(2, 0, 1), 9);
        Assert.Equal(rows.Where(row => row.Key is [_, 1, 3, _]).Sum(row => row.Value) / total, chain.SpanProbability(1, 2, 0), 9);
        Assert.Equal(rows.Where(row => row.Key is [5, 6, 7, _]).Sum(row => row.Value) / total, chain.SpanProbability(0, 2, 1), 9);
        Assert.Equal(rows.Where(row => row.Key is [_, _, _, 8]).Sum(row => row.Value) / total, chain.SpanProbability(3, 3, 1), 9);
        var (best, probability) = chain.Best();
        var expected = rows.MaxBy(row => row.Value);
        Assert.Equal(expected.Key, best);
        Assert.Equal(expected.Value / total, probability, 9);
    }

    [Fact]
    public void Spans_become_states_also_where_a_text_is_cut_through_them()
    {
        var words = Words.Find("on 1 May 2002, at x");
        TypedSpan[] spans = [new(3, 13, 1), new(18, 19, 0)];
        var states = TagStates.Of(words, spans);
        Assert.Equal([0, 5, 6, 7, 0, 0, 4], states);
        Assert.Equal([0, 0, 8, 0, 0, 0, 0], TagStates.Of(words, [new TypedSpan(6, 7, 1)])); // the whole token "May"
        Assert.Equal([0, 8], Mended(states[..2]));
        Assert.Equal([0, 5, 7], Mended(states[..3]));
        Assert.Equal([8], Mended(states[2..3]));
        Assert.Equal([5, 7, 0], Mended(states[2..5]));
    }

    [Fact]
    public void Many_cores_learn_what_one_does()
    {
        var pieces = RandomPieces(new Random(8));
        double[] Gradient()
        {
            var field = ConditionalRandomField.Zero(pieces, columnCount: 4, stateCount: 9);
            var gradient = new double[field.ParameterCount];
            field.Loss(2, [.. Enumerable.Range(0, gradient.Length).Select(i => Math.Sin(i))], gradient);
            return gradient;
        }

        Assert.All(Enumerable.Range(0, 20), _ => Assert.Equal(Gradient(), Gradient()));
    }

    [Fact]
    public void A_long_text_is_cut_at_lines_and_nowhere_else_if_that_suffices()
    {
        var text = string.Concat(Enumerable.Repeat("one two three four\n", 300));
        var tagged = TaggedText.Read(text);
        Assert.Equal(1200, tagged.Pieces[^1].End.Value);
        Assert.All(tagged.Pieces, piece => Assert.Equal((0, 0), (piece.Start.Value % 4, piece.End.Value % 4)));
        Assert.All([.. tagged.Pieces, .. TaggedText.Read(new string('.', 5000)).Pieces], piece => Assert.InRange(piece.End.Value - piece.Start.Value, 1, 1024));
        Assert.Empty(TaggedText.Read("").Pieces);
    }

    [Fact]
    public void Texts_without_a_single_span_are_refused_in_a_sentence()
    {
        var mails = Mails.Read(TaskKind.Tagging);
        var data = mails with { Items = [.. mails.Items.Select(item => item with { ReadTruth = () => [] })] };
        Assert.Contains("spans", Assert.Throws<BadDataException>(() => LearningRun.Run(
            new LearningRequest { Data = data, OutDirectory = _folder }, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private static List<TaggedPiece> RandomPieces(Random random) =>
    [
        .. Enumerable.Range(0, 80).Select(_ => new TaggedPiece(
            [.. Enumerable.Range(0, 4).Select(_ => new[] { random.Next(4), random.Next(4) })],
            TagStates.Of([0..1, 1..2, 2..3, 3..4], [new TypedSpan(random.Next(2), 2 + random.Next(2), random.Next(2))]))),
    ];

    private static IEnumerable<int[]> Rows(int states, int length) =>
        Enumerable.Range(0, (int)Math.Pow(states, length))
            .Select(code => Enumerable.Range(0, length).Select(token => code / (int)Math.Pow(states, token) % states).ToArray())
            .Where(row => row.Index().All(entry => TagStates.MayFollow(entry.Index == 0 ? -1 : row[entry.Index - 1], entry.Item)) && TagStates.MayEnd(row[^1]));

    private static int[] Mended(int[] states)
    {
        TagStates.Mend(states);
        return states;
    }
}
