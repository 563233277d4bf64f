using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Tests.Text;

public class TextFeaturesTests
{
    [Theory]
    [InlineData("Call 0800-1234 now!", "Call|0800|-|1234|now|!")]
    [InlineData("中文字 and 日本", "中|文|字|and|日|本")]
    [InlineData("naïve co_op\r\n\tü", "naïve|co_op|ü")]
    [InlineData("a😀b", "a|😀|b")]
    [InlineData(" \n", "")]
    public void Words_are_found_in_any_script(string text, string words) =>
        Assert.Equal(words, string.Join('|', Words.Find(text).Select(range => text[range])));

    [Fact]
    public void Stored_models_keep_their_meaning()
    {
        // buckets are part of the model's file format: if this number changes, the model's kind must
        var buckets = TextFeatures.Count("Free entry, call 0800!").OrderBy(entry => entry.Key);
        Assert.Equal(565623997, buckets.Aggregate(0L, (sum, entry) => (sum * 31 + entry.Key * 7L + entry.Value) % 1_000_000_007));
    }

    [Fact]
    public void Digits_case_and_white_space_do_not_matter_to_characters()
    {
        Assert.Equal(" call 0000 ", TextFolding.Flatten("Call\n\n 1234"));
        Assert.Equal(" ", TextFolding.Flatten(" \t"));
    }

    [Fact]
    public void Full_width_and_plain_forms_are_the_same_text() =>
        Assert.Equal(TextFeatures.Count("ABC 123"), TextFeatures.Count("ＡＢＣ　１２３"));

    [Fact]
    public void Composed_and_decomposed_letters_are_the_same_text()
    {
        Assert.Equal("Crème brûlée ệ", TextFolding.Compose("Cre\u0300me bru\u0302le\u0301e e\u0323\u0302"));
        Assert.Equal("が", TextFolding.Compose("か\u3099"));
    }

    [Fact]
    public void An_empty_text_has_only_its_edges() => Assert.DoesNotContain(TextFeatures.Count(""), entry => entry.Key >= 1 << 20);

    [Fact]
    public void Of_a_text_of_5_MB_the_beginning_and_the_end_count()
    {
        var text = "first " + new string('x', 5_000_000) + " last";
        var counts = TextFeatures.Count(text);
        Assert.True(counts.Values.Sum() < 5 * TextFeatures.MaximumCharacters);
        Assert.Superset(TextFeatures.Count("first").Keys.Where(bucket => bucket >= 1 << 20).ToHashSet(), counts.Keys.ToHashSet());
        Assert.Superset(TextFeatures.Count("last").Keys.Where(bucket => bucket >= 1 << 20).ToHashSet(), counts.Keys.ToHashSet());
    }

    [Fact]
    public void Vectors_have_length_1_and_come_back_from_their_settings()
    {
        var texts = new[] { "free entry now", "see you at home", "free free call" }.Select(TextFeatures.Count).ToList();
        var space = FeatureSpace.Fit(texts, 1 << 17);
        var again = FeatureSpace.From(space.ToSettings());
        foreach (var text in texts)
        {
            var vector = space.Transform(text);
            Assert.Equal(1, vector.Values.Sum(value => value * value), 5);
            Assert.Equal(vector.Columns.Order(), vector.Columns);
            Assert.Equal(vector.Values, again.Transform(text).Values);
        }

        Assert.DoesNotContain(space.Transform(TextFeatures.Count("ζ")).Values, float.IsNaN);
    }

    [Fact]
    public void A_file_is_read_and_an_image_is_refused()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "grüß dich");
            Assert.Equal("grüß dich", TextContent.Read(new DataItem("1", new FileSource(file))));
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal("1", Assert.Throws<BadItemException>(() => TextContent.Read(new DataItem("1", new FileSource(file)))).Fault.Where);
        Assert.Throws<BadItemException>(() => TextContent.Read(new DataItem("1", new PixelSource(1, 1, 1, new byte[1]))));
    }
}
