using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Labelsmith.Learning.Reporting;

/// <summary>Builds HTML in which nothing that is filled in can become markup: every hole of an interpolated string is escaped,
/// numbers are written with a point.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Appends markup, with its holes escaped.</summary>
    public void Add(Markup markup) => _text.Append(markup.Text);

    /// <summary>Appends as it is: only for markup that was built here.</summary>
    public void AddRaw(string markup) => _text.Append(markup);

    public override string ToString() => _text.ToString();

    /// <summary>Receives the pieces of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly struct Markup(int literalLength, int formattedCount)
    {
        private const int GuessedHoleLength = 16;

        public StringBuilder Text { get; } = new(literalLength + formattedCount * GuessedHoleLength);

        public void AppendLiteral(string markup) => Text.Append(markup);

        public void AppendFormatted(string? text) => Text.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable =>
            Text.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));
    }
}
