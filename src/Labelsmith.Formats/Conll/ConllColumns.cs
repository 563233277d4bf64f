using System.Globalization;
using System.Text.RegularExpressions;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Conll;

/// <summary>Which columns hold the token and its tag, and what a sentence of them means.</summary>
internal sealed class ConllColumns
{
    private const string DefaultJoiner = " ";

    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    private readonly int token;
    private readonly int? tag; // null: the last column, whichever that is
    private readonly bool isTagged;
    private readonly Regex? pattern;
    private readonly string joiner;

    /// <exception cref="BadDataException">Columns are named, but none of them is the token.</exception>
    public ConllColumns(DatasetDescription description)
    {
        joiner = description.Joiner ?? DefaultJoiner;
        pattern = description.TokenPattern is { } given ? new Regex(given, RegexOptions.None, MatchTimeout) : null;
        isTagged = true;
        if (description.Columns is { } columns)
        {
            token = IndexOf(columns, "token") ?? throw new BadDataException(
                $"{DatasetYaml.FileName}: 'columns' names no 'token': say which column holds it, as in [token, tag].");
            tag = IndexOf(columns, "tag");
            isTagged = tag is not null;
        }
    }

    /// <summary>Whether fields hold a tag where one belongs.</summary>
    public bool IsRow(string[] fields) =>
        TagOf(fields) is not { } said || said == ConllTag.Unknown || ConllTag.Parse(said) is not null;

    /// <summary>The text of a sentence and its spans.</summary>
    /// <param name="file">For faults.</param>
    /// <param name="fault">What is wrong with a row; the sentence is then left out.</param>
    /// <returns>Null where there is a fault. The answers are null where no token has a tag.</returns>
    public (string Text, IReadOnlyList<Answer>? Answers)? Read(ConllSentence sentence, string file, out Fault? fault)
    {
        var tokens = new List<string>(sentence.Rows.Count);
        var tags = new List<ConllTag>(sentence.Rows.Count);
        fault = null;
        foreach (var row in sentence.Rows)
        {
            var what = FindFault(row, out var word) ?? AddTag(row, tags)
                ?? (tags.Count is 0 || tags.Count == tokens.Count + 1 ? null : "Some rows of the sentence have a tag and others have none: tag all or none.");
            if (what is not null)
            {
                fault = new Fault($"{file}:{row.Line}", $"{what} The sentence of line {sentence.Line} is left out.");
                return null;
            }

            tokens.Add(word);
        }

        var text = (sentence.Comments.GetValueOrDefault(ConllComment.Text) is { } known ? ConllText.Find(tokens, known) : null)
            ?? ConllText.Join(tokens, _ => joiner);
        return (text.Text, tags.Count == 0 ? null : Answers(text, tags));
    }

    private static List<Answer> Answers(ConllText text, List<ConllTag> tags) => [.. ConllTag.Spans(tags).Select((span, index) =>
        Truth.Region(index + 1, span.Label, new TextSpan(text.Tokens[span.First].Start.Value, text.Tokens[span.Last].End.Value)))];

    private string? FindFault(ConllRow row, out string word)
    {
        word = token < row.Fields.Length ? row.Fields[token] : "";
        if (token >= row.Fields.Length || word.Length == 0)
        {
            return $"The row has no token in column {(token + 1).ToString(CultureInfo.InvariantCulture)}.";
        }

        if (pattern is null)
        {
            return null;
        }

        try
        {
            var match = pattern.Match(word);
            word = match.Groups["token"].Value;
            return word.Length > 0 ? null : $"The token '{row.Fields[token]}' does not match 'token_pattern'.";
        }
        catch (RegexMatchTimeoutException)
        {
            return $"'token_pattern' takes too long on the token '{row.Fields[token]}': write a simpler one.";
        }
    }

    private string? AddTag(ConllRow row, List<ConllTag> tags)
    {
        if (TagOf(row.Fields) is not { } said || said == ConllTag.Unknown)
        {
            return null;
        }

        if (ConllTag.Parse(said) is not { } known)
        {
            return $"'{said}' is no tag: a tag is O, or one of B, I, E and S with a label, as B-person.";
        }

        tags.Add(known);
        return null;
    }

    /// <summary>Null where the row has no column for it.</summary>
    private string? TagOf(string[] fields)
    {
        var column = tag ?? fields.Length - 1;
        return isTagged && column < fields.Length && column != token ? fields[column] : null;
    }

    private static int? IndexOf(IReadOnlyList<string> columns, string name) =>
        columns.Index().Where(column => column.Item == name).Select(column => (int?)column.Index).FirstOrDefault();
}
