using System.Runtime.InteropServices;
using Labelsmith.Domain;

namespace Labelsmith.Learning.Text;

/// <summary>Counts what a text is made of, by the hash of each piece.</summary>
/// <remarks>Three kinds of pieces, each with buckets of its own: 2 to 5 neighbouring characters (lower case, digits as 0, white
/// space as one space, also across words); one or two neighbouring words in lower case; and single words as they are written.
/// Weinberger et al. (2009), "Feature hashing for large scale multitask learning", arXiv:0902.2206, without their signs: the
/// buckets are so many that pieces rarely meet. What stands here decides what stored models mean: change it only with a new
/// <see cref="TextClassifier.Kind"/>.</remarks>
internal static class TextFeatures
{
    /// <summary>How many kinds of pieces there are.</summary>
    public const int Kinds = 3;

    /// <summary>Buckets of each kind, as a power of two.</summary>
    public const int BucketBits = 20;

    /// <summary>Of a longer text only the first half of this and the last half count.</summary>
    public const int MaximumCharacters = 100_000;

    /// <summary>What a model card says of them.</summary>
    public const string Description =
        "2 to 5 characters in lower case with digits as 0, 1 or 2 words in lower case, words as written; hashed by 64-bit FNV-1a";

    private const int LongestCharacters = 5;
    private const ulong OffsetBasis = 14695981039346656037; // FNV-1a, 64 bits
    private const ulong Prime = 1099511628211;

    /// <summary>Which of the <see cref="Kinds"/> a bucket belongs to.</summary>
    public static int KindOf(int bucket) => bucket >> BucketBits;

    /// <returns>Times by bucket.</returns>
    public static Dictionary<int, int> Count(string text)
    {
        var counts = new Dictionary<int, int>();
        var whole = TextFolding.Compose(Shorten(text));
        var counter = new Counter(counts);
        VisitCharacters(TextFolding.Flatten(whole), ref counter);
        VisitWords(whole, ref counter);
        return counts;
    }

    /// <summary>The same pieces, with their places.</summary>
    /// <returns>In UTF-16 code units of the text; a piece that holds what was left out of a long text reaches over it.</returns>
    public static List<(int Bucket, int Start, int End)> Locate(string text)
    {
        var (composed, flattened) = (new List<int>(), new List<int>());
        var whole = TextFolding.Compose(Shorten(text), composed);
        var flat = TextFolding.Flatten(whole, flattened);
        var words = new Locator(at => Unshorten(composed[at], text.Length), []);
        VisitWords(whole, ref words);
        var characters = new Locator(at => Unshorten(composed[flattened[at]], text.Length), []);
        VisitCharacters(flat, ref characters);
        return [.. characters.Pieces, .. words.Pieces];
    }

    private static void VisitCharacters<TPieces>(string text, ref TPieces pieces)
        where TPieces : struct, IPieces
    {
        for (var start = 0; start < text.Length; start++)
        {
            var hash = OffsetBasis;
            for (var length = 1; length <= LongestCharacters && start + length <= text.Length; length++)
            {
                hash = (hash ^ text[start + length - 1]) * Prime;
                if (length > 1)
                {
                    pieces.Add(Bucket(0, hash), start, start + length);
                }
            }
        }
    }

    private static void VisitWords<TPieces>(string whole, ref TPieces pieces)
        where TPieces : struct, IPieces
    {
        var lower = whole.ToLowerInvariant();
        var (previous, previousStart) = (0UL, 0);
        foreach (var word in Words.Find(whole))
        {
            var (start, end) = (word.Start.Value, word.End.Value);
            var hash = Hash(lower.AsSpan(word));
            pieces.Add(Bucket(1, hash), start, end);
            if (previous != 0)
            {
                pieces.Add(Bucket(1, (previous ^ 0x20) * Prime ^ hash), previousStart, end);
            }

            pieces.Add(Bucket(2, Hash(whole.AsSpan(word))), start, end);
            (previous, previousStart) = (hash, start);
        }
    }

    private static string Shorten(string text) => text.Length <= MaximumCharacters
        ? text
        : string.Concat(text.AsSpan(0, MaximumCharacters / 2), " ", text.AsSpan(text.Length - MaximumCharacters / 2));

    /// <summary>From a place in what <see cref="Shorten"/> gives to one in the text.</summary>
    private static int Unshorten(int at, int length) =>
        length <= MaximumCharacters || at <= MaximumCharacters / 2 ? at : at + length - MaximumCharacters - 1;

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = OffsetBasis;
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    private static int Bucket(int kind, ulong hash)
    {
        hash ^= hash >> 33; // FNV's low bits alone mix too little
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        return (kind << BucketBits) | (int)(hash & ((1UL << BucketBits) - 1));
    }

    /// <summary>Receives the pieces of a text; structures, so that counting costs no calls.</summary>
    private interface IPieces
    {
        /// <param name="start">In the text that is visited.</param>
        void Add(int bucket, int start, int end);
    }

    private readonly struct Counter(Dictionary<int, int> counts) : IPieces
    {
        public void Add(int bucket, int start, int end) => CollectionsMarshal.GetValueRefOrAddDefault(counts, bucket, out _)++;
    }

    private readonly struct Locator(Func<int, int> origin, List<(int Bucket, int Start, int End)> pieces) : IPieces
    {
        public List<(int Bucket, int Start, int End)> Pieces => pieces;

        public void Add(int bucket, int start, int end) => pieces.Add((bucket, origin(start), origin(end)));
    }
}
