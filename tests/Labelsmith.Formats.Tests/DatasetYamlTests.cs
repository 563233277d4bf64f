using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Tests;

public class DatasetYamlTests
{
    [Fact]
    public void Every_key_is_read()
    {
        var description = DatasetYaml.Parse("""
            format: image-masks
            task: segmentation
            classes: {0: membrane, 255: cell}
            ignore: 11
            splits: {train: train/*.png, validation: [a.png, b.png], test: {list: test.txt}}
            masks: {train/image/: ./train/label}
            annotations: labels/*.json
            images: images/
            columns: [label, '', text]
            header: false
            quotes: true
            encoding: iso-8859-1
            pattern: '^(?<label>[01]) (?<text>.*)$'
            label_pattern: '^(?<label>\d)_'
            token_pattern: '^(?<token>.+?)\d$'
            joiner: ''
            transductive: true
            """);
        Assert.Equal(("image-masks", TaskKind.Segmentation, "11"), (description.Format, description.Task, description.Ignore));
        Assert.Equal([new StoredClass("0", "membrane"), new StoredClass("255", "cell")], description.Classes);
        Assert.Equal(["a.png", "b.png"], description.Splits![Split.Validation].Globs);
        Assert.Equal("test.txt", description.Splits[Split.Test].ListFile);
        Assert.Equal("train/label", description.Masks!["train/image"]);
        Assert.Equal(["labels/*.json"], description.Annotations);
        Assert.Equal("images", description.Images);
        Assert.Equal(["label", "", "text"], description.Columns);
        Assert.Equal((false, true, true), (description.Header, description.Quotes, description.Transductive));
        Assert.Equal(("iso-8859-1", ""), (description.Encoding, description.Joiner));
        Assert.NotNull(description.Pattern);
        Assert.NotNull(description.LabelPattern);
        Assert.NotNull(description.TokenPattern);
    }

    [Fact]
    public void A_list_of_classes_numbers_them_from_0() =>
        Assert.Equal([new StoredClass("0", "Sky"), new StoredClass("1", "Road")], DatasetYaml.Parse("classes: [Sky, Road]").Classes);

    [Theory]
    [InlineData("")]
    [InlineData("# nothing yet\n")]
    [InlineData("---\n")]
    public void An_empty_file_says_nothing(string yaml) => Assert.Equal(new DatasetDescription(), DatasetYaml.Parse(yaml));

    [Theory]
    [InlineData("format: idx\nclases: [a]", "dataset.yaml:2: 'clases' is not a key")]
    [InlineData("splits:\n  train: a\n  tset: b", "dataset.yaml:3: 'splits.tset' is not a key")]
    [InlineData("task: painting", "dataset.yaml:1: 'task' must be one of classification")]
    [InlineData("task: 2", "'task' must be one of")]
    [InlineData("header: maybe", "'header' must be true or false")]
    [InlineData("pattern: '('", "'pattern' is not a regular expression")]
    [InlineData("pattern: '.*'", "needs the named group (?<text>...)")]
    [InlineData("classes: [a, a]", "names 'a' twice")]
    [InlineData("format: [a]", "must be one value")]
    [InlineData("- a\n- b", "must be a mapping")]
    [InlineData("format: 'idx", "this is not YAML")]
    [InlineData("format: a\nformat: b", "this is not YAML")]
    [InlineData("splits: {test: {list: [a]}}", "must be one value")]
    public void What_is_not_understood_is_an_error_with_its_line(string yaml, string part) =>
        Assert.Contains(part, Assert.Throws<BadDataException>(() => DatasetYaml.Parse(yaml)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_documented_schema_has_the_same_keys()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "dataset.schema.json"))).RootElement;
        var documented = schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);
        var understood = Assert.Throws<BadDataException>(() => DatasetYaml.Parse("no: 1")).Message.Split("use ")[1].TrimEnd('.').Split(", ");
        Assert.Equal(understood.Order(), documented.Order());
    }

    [Theory]
    [InlineData("train/*.png", "train/a.png", true)]
    [InlineData("train/*.png", "train/b/a.png", false)]
    [InlineData("**/*.ref", "1/2/a.ref", true)]
    [InlineData("**/*.ref", "a.ref", true)]
    [InlineData("1/**", "1/2/3", true)]
    [InlineData("a?.txt", "ab.txt", true)]
    [InlineData("a?.txt", "a/.txt", false)]
    [InlineData("*_{0,1,12}.wav", "x_12.wav", true)]
    [InlineData("*_{0,1,12}.wav", "x_2.wav", false)]
    [InlineData("a.b", "axb", false)]
    [InlineData("(a)+[b]", "(a)+[b]", true)]
    public void Globs_match_paths(string glob, string path, bool expected) => Assert.Equal(expected, new Glob(glob).Matches(path));
}
