using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public sealed class LabelingFunctionsYamlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("functions").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Patterns_words_and_models_are_read()
    {
        File.WriteAllText(Path.Combine(_folder, "w.txt"), "one\n\ntwo words \n");
        var functions = Read("""
            functions:
              - {name: money, label: spam, pattern: '\$\d+'}
              - {name: list, label: ham, words: [patch, kernel]}
              - {name: file, label: ham, words_file: w.txt}
              - {name: old, model: old/model, least: 0.9}
            """);
        Assert.Equal(["money", "list", "file", "old"], functions.Select(function => function.Name));
        Assert.Equal(@"\$\d+", functions[0].Pattern);
        Assert.Equal(["patch", "kernel"], functions[1].Words);
        Assert.Equal(["one", "two words"], functions[2].Words);
        Assert.Equal((Path.Combine(_folder, "old/model"), 0.9, null), (functions[3].Model, functions[3].Least, functions[3].Label));
    }

    [Fact]
    public void A_prompt_is_read_with_its_server()
    {
        var one = Assert.Single(Read("functions:\n  - {name: asks, prompt: 'Is it spam?', server: 'http://127.0.0.1:8080/v1', language_model: small}"));
        Assert.Equal(new Prompt("Is it spam?", new Uri("http://127.0.0.1:8080/v1"), "small", Prompt.UsualMost), one.Prompt);
        Assert.Null(one.Label);
    }

    [Theory]
    [InlineData("functions:\n  - {name: n, prompt: x}", "needs the server")]
    [InlineData("functions:\n  - {name: n, prompt: x, server: 'file:///etc', language_model: m}", "must be the address")]
    [InlineData("functions:\n  - {name: n, prompt: x, server: 'http://me:secret@host/v1', language_model: m}", "must be the address")]
    [InlineData("functions:\n  - {name: n, prompt: x, server: 'http://host/v1'}", "needs the language_model")]
    [InlineData("functions:\n  - {name: n, prompt: x, server: 'http://host/v1', language_model: m, most: 0}", "above 0")]
    [InlineData("functions:\n  - {name: n, prompt: x, label: a}", "no meaning beside a prompt")]
    [InlineData("functions: []", "needs a list")]
    [InlineData("functions:\n  - {label: a, pattern: x}", "f.yaml:2: 'functions[0]' needs a name")]
    [InlineData("functions:\n  - {name: n, pattern: x}", "needs the label")]
    [InlineData("functions:\n  - {name: n, label: a, pattern: x, words: [y]}", "needs one of")]
    [InlineData("functions:\n  - {name: n, label: a, pattern: '('}", "not a regular expression")]
    [InlineData("functions:\n  - {name: n, model: m, least: 2}", "from 0 to 1")]
    [InlineData("functions:\n  - {name: n, label: a, words_file: gone.txt}", "which is not there")]
    [InlineData("functions:\n  - {name: n, label: a, regex: x}", "is not a key that is known")]
    [InlineData("functions:\n  - {name: n, label: a, pattern: x}\n  - {name: n, label: a, pattern: y}", "two functions of the name 'n'")]
    [InlineData("functions: [", "not YAML")]
    public void What_cannot_be_understood_is_refused_with_a_sentence(string yaml, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<BadDataException>(() => Read(yaml)).Message, StringComparison.Ordinal);

    private IReadOnlyList<LabelingFunction> Read(string yaml)
    {
        var file = Path.Combine(_folder, "f.yaml");
        File.WriteAllText(file, yaml);
        return LabelingFunctionsYaml.Read(file);
    }
}
