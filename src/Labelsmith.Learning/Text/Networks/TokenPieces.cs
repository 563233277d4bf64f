using Labelsmith.Domain;
using Labelsmith.Learning.Text.Tagging;

namespace Labelsmith.Learning.Text.Networks;

/// <summary>How a text becomes the rows of numbers that a text network takes. The settings of a <see cref="TextNetClassifier"/>.</summary>
/// <param name="Window">Tokens that the network sees at once; longer texts are seen in several windows.</param>
/// <param name="Known">The pieces that have a number, which is their place in this list from 1 on: words in lower case, <c>^abc</c> for the
/// beginning of a longer word, <c>$xyz</c> for its end, and <c>#Aaa0</c> for a shape.</param>
public sealed record TokenPieces(int Window, IReadOnlyList<string> Known)
{
    /// <summary>Pieces of a token: itself, its beginning, its end and its shape.</summary>
    public const int Each = 4;

    private const int MostTokens = 4096; // of a longer text the first and the last half of this count
    private const int MostKnown = 30_000;
    private const int LeastWindow = 16;
    private const int MostWindow = 128;
    private const int MostWindows = 16;
    private const int Affix = 3;

    private readonly Dictionary<string, int> _numbers = Known.Index().ToDictionary(entry => entry.Item, entry => entry.Index + 1);

    /// <summary>Learns which pieces there are, and how long texts are.</summary>
    /// <param name="texts">All that may be seen, labelled or not.</param>
    internal static TokenPieces Fit(IReadOnlyList<string> texts)
    {
        var spread = new Dictionary<string, int>();
        var lengths = new List<int>(texts.Count);
        foreach (var tokens in texts.Select(PiecesOf))
        {
            lengths.Add(tokens.Count);
            foreach (var piece in tokens.SelectMany(token => token).OfType<string>().Distinct())
            {
                spread[piece] = spread.GetValueOrDefault(piece) + 1;
            }
        }

        // a piece of one text alone says nothing about others, unless there are few texts
        var least = texts.Count >= 100 ? 2 : 1;
        lengths.Sort();
        var usual = lengths[Math.Min(lengths.Count - 1, lengths.Count * 95 / 100)];
        return new TokenPieces(
            Math.Clamp((usual + 7) / 8 * 8, LeastWindow, MostWindow),
            [
                .. spread.Where(entry => entry.Value >= least)
                    .OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)
                    .Take(MostKnown).Select(entry => entry.Key),
            ]);
    }

    /// <summary>Shape (tokens × <see cref="Each"/>): the numbers of the pieces, 0 for those that are not known.</summary>
    internal int[] Read(string text) =>
        [.. PiecesOf(text).SelectMany(token => token).Select(piece => piece is null ? 0 : _numbers.GetValueOrDefault(piece))];

    /// <summary>Where windows begin that cover a text, or are spread over a very long one.</summary>
    /// <param name="tokens">Of the text.</param>
    internal IReadOnlyList<int> Starts(int tokens)
    {
        var count = Math.Clamp((tokens + Window - 1) / Window, 1, MostWindows);
        return [.. Enumerable.Range(0, count).Select(i => count == 1 ? 0 : (int)((long)i * (tokens - Window) / (count - 1)))];
    }

    /// <summary>Writes a window of a text.</summary>
    /// <param name="numbers">As <see cref="Read"/> gives them.</param>
    /// <param name="start">The window's first token.</param>
    /// <param name="into">Shape (window × <see cref="Each"/>), receives it, with 0 where the text has ended.</param>
    internal static void Write(ReadOnlySpan<int> numbers, int start, Span<float> into)
    {
        into.Clear();
        var own = numbers[Math.Min(start * Each, numbers.Length)..];
        for (var i = 0; i < Math.Min(own.Length, into.Length); i++)
        {
            into[i] = own[i];
        }
    }

    /// <summary>Places of the tokens that <see cref="Read"/> sees.</summary>
    internal static List<Range> TokensOf(string text)
    {
        var words = Words.Find(text);
        return words.Count <= MostTokens ? words : [.. words[..(MostTokens / 2)], .. words[^(MostTokens / 2)..]];
    }

    private static List<string?[]> PiecesOf(string text)
    {
        var lower = text.ToLowerInvariant();
        return TokensOf(text).ConvertAll(range =>
        {
            var word = lower[range];
            var isLong = word.Length > Affix;
            return (string?[])
            [
                word, isLong ? $"^{word[..Affix]}" : null, isLong ? $"${word[^Affix..]}" : null,
                char.IsLetterOrDigit(text[range.Start]) ? $"#{TokenFeatures.Shape(text.AsSpan(range))}" : null,
            ];
        });
    }
}
