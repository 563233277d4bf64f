using System.Text.RegularExpressions;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Reporting;

namespace Labelsmith.Learning.Tests.Reporting;

public partial class ReportPageTests
{
    [Theory]
    [InlineData(TaskKind.Classification)]
    [InlineData(TaskKind.Segmentation)]
    [InlineData(TaskKind.Tagging)]
    public void No_label_text_or_name_becomes_markup(TaskKind task)
    {
        var html = ReportPage.Render(SampleReport.Make(task), SampleReport.Hostile, Samples());
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_loaded_from_elsewhere()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data", Samples());
        Assert.All(Sources().Matches(html), match => Assert.StartsWith("data:image/png;base64,", match.Groups[1].Value, StringComparison.Ordinal));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_model_drew_is_shown()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data", Samples());
        var drawn = html[html.IndexOf("Drawn by nobody", StringComparison.Ordinal)..];
        Assert.Equal(2, Sources().Count(drawn[..drawn.IndexOf("</div>", StringComparison.Ordinal)]));
    }

    [Fact]
    public void Tags_are_closed_in_the_order_in_which_they_were_opened()
    {
        var open = new Stack<string>();
        var html = ReportPage.Render(SampleReport.Make(), "data", Samples());
        foreach (Match tag in Tags().Matches(html[html.IndexOf("<html", StringComparison.Ordinal)..]))
        {
            var name = tag.Groups[2].Value;
            if (tag.Groups[1].Value == "/")
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (!tag.Value.EndsWith("/>", StringComparison.Ordinal) && name is not ("img" or "br" or "meta"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    [Fact]
    public void Tells_how_much_can_be_labelled_at_which_precision()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data");
        Assert.Contains("<tr><td>99 %</td><td class=\"number\">50 %</td><td class=\"number\">0.970</td>", html, StringComparison.Ordinal);
        Assert.Contains("<tr><td>90 %</td><td class=\"number\">100 %</td><td class=\"number\">0.400</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_of_unlike_items_and_draws_reliability_and_curves()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data");
        Assert.Contains("Unlike every labelled item: 3 of 900", html, StringComparison.Ordinal);
        Assert.Contains("About 1 would be so strange", html, StringComparison.Ordinal);
        Assert.All(["Reliability", "Precision by recall", "ROC"], title => Assert.Contains($"<figcaption class=\"legend\"><span>{title}", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Shows_values_with_their_intervals()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data");
        Assert.Contains("0.900", html, StringComparison.Ordinal);
        Assert.Contains("0.850 – 0.940", html, StringComparison.Ordinal);
        Assert.Contains("made_up", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_classes_get_a_list_of_confusions_in_place_of_a_matrix()
    {
        var html = ReportPage.Render(SampleReport.Make(classCount: 40), "data");
        Assert.Contains("most frequent confusions of 40 classes", html, StringComparison.Ordinal);
        Assert.True(html.Length < 100_000);
    }

    [Fact]
    public void A_run_without_epochs_or_samples_has_a_page_too()
    {
        var html = ReportPage.Render(
            SampleReport.Make() with { Epochs = [], WorstItems = [], Notes = [], ConfusionMatrix = null, Metrics = new Dictionary<string, double>() },
            "data");
        Assert.DoesNotContain("Learning curves", html, StringComparison.Ordinal);
        Assert.EndsWith("</html>\n", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Curves_skip_what_is_undefined()
    {
        var html = ReportPage.Render(SampleReport.Make(), "data");
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.Contains("Epoch 2: 1.2", html, StringComparison.Ordinal);
    }

    private static SampleGallery Samples()
    {
        var gallery = new SampleGallery(seed: 0)
        {
            Drawings = [new Drawings("Drawn by nobody", [new PixelSource(2, 2, 1, new byte[4]), new PixelSource(2, 2, 3, new byte[12])])],
        };
        gallery.Offer(0.3, () => new ReportSample
        {
            Id = SampleReport.Hostile,
            Truth = SampleReport.Hostile,
            Predicted = SampleReport.Hostile,
            Score = 0.3,
            IsRight = false,
            Picture = ReportPicture.Of(new PixelSource(2, 2, 1, new byte[4])),
            Excerpt = $"{SampleReport.Hostile} {SampleReport.Hostile}",
            Marks = [new TextMark(3, 9, 0, true), new TextMark(5, 900, 1, false), new TextMark(-4, 2, 1, false)],
        });
        return gallery;
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex Sources();

    [GeneratedRegex("<(/?)([a-z0-9]+)[^>]*>")]
    private static partial Regex Tags();
}
