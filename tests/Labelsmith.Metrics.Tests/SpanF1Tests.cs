using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class SpanF1Tests
{
    private static readonly Gen<TypedSpan[]> _spans =
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 3], Gen.Int[0, 1], (start, length, type) => new TypedSpan(start, start + length, type))
            .Array[0, 8];

    [Fact]
    public void Half_of_four_found_with_one_wrong_boundary_and_one_wrong_type_is_a_half()
    {
        // CoNLL-2003's rule: a span counts only when boundary and type are right. 2 hits of 4 and 4: P = R = F1 = 0.5
        TypedSpan[] truth = [new(0, 2, 0), new(4, 5, 1), new(7, 9, 0), new(11, 12, 1)];
        TypedSpan[] predicted = [new(0, 2, 0), new(4, 5, 1), new(7, 8, 0), new(11, 12, 0)];
        Assert.Equal(new SpanF1.Counts(2, 4, 4), SpanF1.Count(truth, predicted));
        Assert.Equal(0.5, SpanF1.Score(truth, predicted));
    }

    [Fact]
    public void Texts_are_added_before_they_are_scored()
    {
        var sum = new SpanF1.Counts(1, 1, 1) + new SpanF1.Counts(0, 3, 0);
        Assert.Equal(1, sum.Precision);
        Assert.Equal(0.25, sum.Recall);
        Assert.Equal(0.4, sum.F1, 12);
    }

    [Fact]
    public void Nothing_to_find_and_nothing_found_has_no_score()
    {
        Assert.Equal(double.NaN, SpanF1.Score([], []));
        Assert.Equal(0, SpanF1.Score([new(0, 1, 0)], []));
        Assert.Equal(0, SpanF1.Score([], [new(0, 1, 0)]));
    }

    [Fact]
    public void A_span_given_twice_counts_once() =>
        Assert.Equal(1, SpanF1.Score([new(0, 1, 0)], [new(0, 1, 0), new(0, 1, 0)]));

    [Fact]
    public void Is_symmetric_and_within_0_and_1() => Gen.Select(_spans, _spans).Sample((first, second) =>
    {
        var score = SpanF1.Score(first, second);
        Assert.Equal(score, SpanF1.Score(second, first), 12);
        Assert.True(score is (>= 0 and <= 1) or double.NaN);
    });

    [Fact]
    public void Recall_of_unknown_words_counts_those_alone()
    {
        // the words ab c ab d, of which c is known; ab was found once, d was not
        TypedSpan[] truth = [new(0, 2, 0), new(2, 3, 0), new(3, 5, 0), new(5, 6, 0)];
        var counts = UnknownWordRecall.Count("abcabd", truth, [new(0, 2, 0), new(2, 3, 0), new(3, 6, 0)], new HashSet<string> { "c" });
        Assert.Equal(new UnknownWordRecall.Counts(1, 3), counts);
        Assert.Equal(2.0 / 6, (counts + counts).Recall, 12);
        Assert.True(double.IsNaN(UnknownWordRecall.Count("c", [new(0, 1, 0)], [], new HashSet<string> { "c" }).Recall));
    }
}
