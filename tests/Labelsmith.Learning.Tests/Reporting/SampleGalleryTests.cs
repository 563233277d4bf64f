using CsCheck;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Tests.Reporting;

public class SampleGalleryTests
{
    [Fact]
    public void Holds_the_worst_and_some_drawn_at_random() => Gen.Int[0, 100].Array[0, 60].Sample(scores =>
    {
        var gallery = new SampleGallery(seed: 3, size: 5);
        var made = 0;
        for (var i = 0; i < scores.Length; i++)
        {
            var (id, score) = ($"{i}", scores[i]);
            gallery.Offer(score, () =>
            {
                made++;
                return new ReportSample { Id = id, Truth = "", Predicted = "", Score = score };
            });
        }

        Assert.Equal(scores.Order().Take(5).Select(score => (double)score), gallery.Worst.Select(sample => sample.Score));
        Assert.Equal(Math.Min(5, scores.Length), gallery.Drawn.Select(sample => sample.Id).Distinct().Count());
        Assert.True(made <= scores.Length);
    });

    [Fact]
    public void Every_item_is_drawn_about_as_often()
    {
        var times = new int[20];
        for (var seed = 0; seed < 2000; seed++)
        {
            var gallery = new SampleGallery(seed, size: 5);
            for (var i = 0; i < times.Length; i++)
            {
                var id = i;
                gallery.Offer(double.NaN, () => new ReportSample { Id = $"{id}", Truth = "", Predicted = "", Score = 0 });
            }

            foreach (var sample in gallery.Drawn)
            {
                times[int.Parse(sample.Id, null)]++;
            }

            Assert.Empty(gallery.Worst);
        }

        Assert.All(times, count => Assert.InRange(count, 400, 600)); // 500 expected; five standard deviations are 97
    }
}
