using System.Text.Json;
using Labelsmith.Domain;

namespace Labelsmith.Formats.Conll;

/// <summary>The comments that name a sentence, <c># key = value</c>. A value that a line cannot hold as it is, is written as a JSON string.</summary>
internal static class ConllComment
{
    /// <summary>Ours: the item's id.</summary>
    public const string Id = "id";

    /// <summary>As in CoNLL-U: the text as it was before it became tokens.</summary>
    public const string Text = "text";

    /// <summary>Ours: the tags are those of a model, whose score and name follow.</summary>
    public const string Prediction = "prediction";

    /// <summary>Ours: how many answers tags cannot say.</summary>
    public const string LeftOut = "left_out";

    public static string Write(string key, string value) => IsPlain(value)
        ? $"# {key} = {value}"
        : $"# {key} = {JsonSerializer.Serialize(value, DomainJson.Options)}";

    public static string Read(string value)
    {
        if (!value.StartsWith('"'))
        {
            return value;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(value, DomainJson.Options) ?? value;
        }
        catch (JsonException)
        {
            return value; // others write plain text that begins with a quotation mark
        }
    }

    private static bool IsPlain(string value) =>
        value.Length > 0 && !value.StartsWith('"') && value.Trim().Length == value.Length && !value.Any(char.IsControl);
}
