using System.Text;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>What is seen of a token: itself and its neighbours as words and as shapes, alone and together, beginnings, ends and inner
/// characters, what it is glued to, the first word of its line, and how much of the line begins with capitals. No dictionary and no
/// language is assumed.</summary>
/// <remarks>Each observation is hashed to a bucket, as in <see cref="TextFeatures"/>. What stands here decides what stored models
/// mean: change it only with a new <see cref="TextTagger.Kind"/>.</remarks>
internal static class TokenFeatures
{
    public const int BucketBits = 24;

    /// <summary>The bucket of what is seen of every token.</summary>
    public static int Always { get; } = Bucket(0, 0, 0);

    /// <summary>What a model card says of them.</summary>
    public const string Description =
        "words and shapes from two before to two after, alone and in pairs and threes, beginnings and ends of up to 5 characters, those of "
        + "neighbours of 3, inner runs of 3 characters, the glued run, the line's first word and its share of capitals";

    private const int LongestAffix = 5;
    private const int NearAffix = 3;
    private const int InnerRun = 3;
    private const int LongestInner = 20;
    private const int LongestSkeleton = 16;
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    /// <returns>By token, in the tokens' order.</returns>
    public static int[][] Of(string text, List<Range> words)
    {
        var lower = text.ToLowerInvariant();
        var word = words.ConvertAll(range => Hash(lower.AsSpan(range)));
        var shape = words.ConvertAll(range => Hash(Shape(text.AsSpan(range))));
        var features = new int[words.Count][];
        var capitals = LineCapitals(text, words);
        var lineWord = 0UL;
        for (var token = 0; token < words.Count; token++)
        {
            var (start, end) = (words[token].Start.Value, words[token].End.Value);
            var isLineStart = token == 0 || text.AsSpan(words[token - 1].End.Value..start).Contains('\n');
            lineWord = isLineStart ? word[token] : lineWord;

            var seen = new List<int>(70);
            void See(int kind, ulong first, ulong second = 0) => seen.Add(Bucket(kind, first, second));
            See(0, 0);
            for (var offset = -2; offset <= 2; offset++)
            {
                See(3 + offset, At(word, token + offset));
                See(8 + offset, At(shape, token + offset));
            }

            See(11, word[token], At(word, token - 1));
            See(12, word[token], At(word, token + 1));
            See(13, shape[token], At(shape, token - 1));
            See(14, shape[token], At(shape, token + 1));
            See(15, At(word, token - 2), At(word, token - 1));
            See(16, At(word, token + 1), At(word, token + 2));
            See(17, At(word, token - 1), At(word, token + 1));
            See(18, Mix(word[token], At(word, token - 1)), At(word, token + 1));
            See(19, Mix(shape[token], At(shape, token - 1)), At(shape, token + 1));
            See(20, shape[token], capitals[token]);
            See(21, lineWord, isLineStart ? 1UL : 0);
            SeeAffixes(lower.AsSpan(start..end), See);
            foreach (var offset in (ReadOnlySpan<int>)[-1, 1])
            {
                if (token + offset >= 0 && token + offset < words.Count)
                {
                    var near = lower.AsSpan(words[token + offset]);
                    See(40 + offset, Hash(near[..Math.Min(NearAffix, near.Length)]));
                    See(43 + offset, Hash(near[Math.Max(0, near.Length - NearAffix)..]));
                }
            }

            SeeGlued(text, lower, start, end, See);
            features[token] = [.. seen];
        }

        return features;
    }

    /// <summary>Beginnings, ends and inner runs.</summary>
    private static void SeeAffixes(ReadOnlySpan<char> word, Action<int, ulong, ulong> see)
    {
        for (var length = 1; length <= Math.Min(LongestAffix, word.Length); length++)
        {
            see(28, Hash(word[..length]), (ulong)length);
            see(29, Hash(word[^length..]), (ulong)length);
        }

        for (var start = 1; start + InnerRun < word.Length && start < LongestInner; start++)
        {
            see(30, Hash(word.Slice(start, InnerRun)), 0);
        }
    }

    /// <summary>By token: quarters of its line's words that begin with a capital.</summary>
    private static ulong[] LineCapitals(string text, List<Range> words)
    {
        var capitals = new ulong[words.Count];
        for (var first = 0; first < words.Count;)
        {
            var end = first + 1;
            while (end < words.Count && !text.AsSpan(words[end - 1].End.Value..words[end].Start.Value).Contains('\n'))
            {
                end++;
            }

            var (letters, upper) = (0, 0);
            for (var token = first; token < end; token++)
            {
                letters += char.IsLetter(text[words[token].Start.Value]) ? 1 : 0;
                upper += char.IsUpper(text[words[token].Start.Value]) ? 1 : 0;
            }

            capitals.AsSpan(first..end).Fill(letters == 0 ? 9UL : (ulong)(4 * upper / letters));
            first = end;
        }

        return capitals;
    }

    /// <summary>The run of characters without white space that the token stands in, such as an address or a date in digits.</summary>
    private static void SeeGlued(string text, string lower, int start, int end, Action<int, ulong, ulong> see)
    {
        const int farthest = 100;
        var (from, to) = (start, end);
        while (from > 0 && start - from < farthest && !char.IsWhiteSpace(text[from - 1]))
        {
            from--;
        }

        while (to < text.Length && to - end < farthest && !char.IsWhiteSpace(text[to]))
        {
            to++;
        }

        var place = (from == start ? 1UL : 0) | (to == end ? 2UL : 0);
        var skeleton = Hash(Skeleton(text.AsSpan(from, to - from)));
        see(22, skeleton, 0);
        see(23, skeleton, place);
        see(24, place, 0);
        see(25, Hash(Skeleton(text.AsSpan(from, start - from))), 0);
        see(26, Hash(Skeleton(text.AsSpan(end, to - end))), 0);
        see(27, Hash(lower.AsSpan(from, Math.Min(4, to - from))), 0);
    }

    /// <summary>Capitals as A, other letters as a, digits as 0, each at most four times.</summary>
    public static string Shape(ReadOnlySpan<char> word)
    {
        const int longestRun = 4;
        var shape = new StringBuilder();
        foreach (var character in word)
        {
            var kind = Kind(character);
            var run = 0;
            while (run < shape.Length && shape[^(run + 1)] == kind)
            {
                run++;
            }

            if (run < longestRun)
            {
                shape.Append(kind);
            }
        }

        return shape.ToString();
    }

    /// <summary>Runs of letters and digits as one x, the rest as it is.</summary>
    private static string Skeleton(ReadOnlySpan<char> run)
    {
        var skeleton = new StringBuilder(LongestSkeleton);
        foreach (var character in run)
        {
            var kind = char.IsLetterOrDigit(character) ? 'x' : character;
            if (kind != 'x' || skeleton.Length == 0 || skeleton[^1] != 'x')
            {
                skeleton.Append(kind);
            }

            if (skeleton.Length == LongestSkeleton)
            {
                break;
            }
        }

        return skeleton.ToString();
    }

    private static char Kind(char character) =>
        char.IsUpper(character) ? 'A' : char.IsDigit(character) ? '0' : char.IsLetter(character) ? 'a' : character;

    private static ulong Mix(ulong first, ulong second) => (first * Prime) ^ second;

    private static ulong At(List<ulong> hashes, int token) => token >= 0 && token < hashes.Count ? hashes[token] : 1;

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = OffsetBasis;
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    private static int Bucket(int kind, ulong first, ulong second)
    {
        var hash = (((OffsetBasis ^ (ulong)kind) * Prime ^ first) * Prime ^ second) * Prime;
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        return (int)(hash & ((1UL << BucketBits) - 1));
    }
}
