using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Conll;

/// <summary>Sentences of CoNLL-U with their words as spans: word segmentation.</summary>
internal sealed class ConllWordsFormat : IDatasetFormat
{
    /// <summary>The label of every word.</summary>
    private const string Label = "word";

    public string Key => "conllu-words";

    public string Title => "Words of CoNLL-U";

    public IReadOnlyList<Medium> Media => [Medium.Text];

    public bool Recognizes(DataFolder data) => data.Files.Any(file => ConllFiles.LooksLikeWords(data.ReadStart(file)));

    public Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var classes = new ClassTable(description);
        var list = new ItemList();
        var texts = new TextItems(classes, list);
        foreach (var (file, sentence) in ConllFiles.Read(data, description, splits, start => ConllFiles.LooksLikeWords(start), () => new ConllParser(_ => false)))
        {
            var (id, where) = ($"{file}#{sentence.Line}", $"{file}:{sentence.Line}");
            if (sentence.Rows.Where(row => !ConllWord.IsNumber(row.Fields[0]) || row.Fields.Length < 2 || row.Fields[1].Length == 0)
                .Select(row => (ConllRow?)row).FirstOrDefault() is { } bad)
            {
                list.Refuse($"{file}:{bad.Line}", $"The row has no number in column 1 or no word in column 2. The sentence of line {sentence.Line} is left out.");
            }
            else if (sentence.Rows.Count > 0)
            {
                var text = Read(sentence, description.Joiner);
                var split = splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file) ?? splits.Of(id);
                texts.AddAnswered(id, where, text.Text, Words(text), split);
            }
        }

        return new Dataset
        {
            Name = data.Name,
            Medium = Medium.Text,
            Task = description.Task ?? TaskKind.Tagging,
            Items = list.OrThrow(data, "no sentences"),
            Classes = classes.Names,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    /// <summary>By the joiner, else as the comment with the text says, else with a space wherever a row does not deny it.</summary>
    private static ConllText Read(ConllSentence sentence, string? joiner)
    {
        var rows = ConllWord.Written(sentence.Rows).ToList();
        var tokens = rows.ConvertAll(row => row.Fields[1]);
        return joiner is not null
            ? ConllText.Join(tokens, _ => joiner)
            : (sentence.Comments.GetValueOrDefault(ConllComment.Text) is { } known ? ConllText.Find(tokens, known) : null)
                ?? ConllText.Join(tokens, token => ConllWord.HasSpaceAfter(rows[token]) ? " " : "");
    }

    private static List<Answer> Words(ConllText text) =>
        [.. text.Tokens.Select((token, index) => Truth.Region(index + 1, Label, new TextSpan(token.Start.Value, token.End.Value)))];
}
