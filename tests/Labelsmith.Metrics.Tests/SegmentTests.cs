using CsCheck;

namespace Labelsmith.Metrics.Tests;

public class SegmentTests
{
    private static readonly Gen<TypedSegment[]> _segments =
        Gen.Select(Gen.Int[0, 9], Gen.Int[1, 4], Gen.Int[0, 1], (start, length, type) => new TypedSegment(start, start + length, type)).Array[0, 8];

    [Fact]
    public void A_third_of_overlap_is_a_miss_and_half_of_it_a_hit()
    {
        // 0-2 against 1-3: 1 of 3 seconds; 5-7 against 5-6: 1 of 2; 9-10 is of another type
        TypedSegment[] truth = [new(0, 2, 0), new(5, 7, 0), new(9, 10, 1)];
        TypedSegment[] predicted = [new(1, 3, 0), new(5, 6, 0), new(9, 10, 0)];
        Assert.Equal(new SpanF1.Counts(1, 3, 3), SegmentF1.Count(truth, predicted));
        Assert.Equal(1 / 3.0, SegmentF1.Score(truth, predicted), 12);
        Assert.Equal(new SpanF1.Counts(2, 3, 3), SegmentF1.Count(truth, predicted, threshold: 0.3));
        Assert.Equal(1 / 3.0, SegmentF1.Iou(truth[0], predicted[0]), 12);
    }

    [Fact]
    public void One_long_segment_finds_one_of_two_at_most()
    {
        // 0-4 covers 0-2 by exactly a half, and 2-4 as well
        Assert.Equal(new SpanF1.Counts(1, 2, 1), SegmentF1.Count([new(0, 2, 0), new(2, 4, 0)], [new(0, 4, 0)]));
    }

    [Fact]
    public void The_best_overlap_is_taken_first()
    {
        // 1-5 fits the second wholly and the first by 3 of 5 seconds; 0-6 fits both by 4 of 6
        TypedSegment[] truth = [new(0, 4, 0), new(1, 5, 0)];
        Assert.Equal(new SpanF1.Counts(2, 2, 2), SegmentF1.Count(truth, [new(1, 5, 0), new(0, 6, 0)]));
    }

    [Fact]
    public void Time_is_added_by_type()
    {
        // type 0: 4 s true, 3 s predicted, 2 s both; type 1: 1 s true, nothing predicted; type 2: 1 s predicted
        TypedSegment[] truth = [new(0, 4, 0), new(6, 7, 1)];
        TypedSegment[] predicted = [new(2, 5, 0), new(6, 7, 2)];
        Assert.Equal(new TimeF1.Times(2, 5, 4), TimeF1.Measure(truth, predicted));
        Assert.Equal(4 / 9.0, TimeF1.Score(truth, predicted), 12);
    }

    [Fact]
    public void Segments_over_each_other_count_once() =>
        Assert.Equal(new TimeF1.Times(3, 3, 4), TimeF1.Measure([new(0, 2, 0), new(1, 3, 0)], [new(0, 4, 0), new(1, 2, 0)]));

    [Fact]
    public void Nothing_to_find_and_nothing_found_has_no_score()
    {
        Assert.Equal(double.NaN, SegmentF1.Score([], []));
        Assert.Equal(double.NaN, TimeF1.Score([], []));
        Assert.Equal(0, SegmentF1.Score([], [new(0, 1, 0)]));
        Assert.Equal(0, TimeF1.Score([new(0, 1, 0)], []));
    }

    [Theory, InlineData(0), InlineData(1.1), InlineData(double.NaN)]
    public void A_threshold_that_is_no_share_is_refused(double threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentF1.Count([], [], threshold));

    [Fact]
    public void Truth_finds_itself_and_scores_lie_between_0_and_1() =>
        Gen.Select(_segments, _segments).Sample((truth, predicted) =>
        {
            Assert.True(truth.Length == 0 || SegmentF1.Score(truth, truth) == 1);
            Assert.True(truth.Length == 0 || Math.Abs(TimeF1.Score(truth, truth) - 1) < 1e-12);
            Assert.True(truth.Length + predicted.Length == 0 || SegmentF1.Score(truth, predicted) is >= 0 and <= 1);
            Assert.True(truth.Length + predicted.Length == 0 || TimeF1.Score(truth, predicted) is >= 0 and <= 1 + 1e-12);
        });
}
