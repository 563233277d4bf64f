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
        var whole = text.Length <= MaximumCharacters
            ? text
            : string.Concat(text.AsSpan(0, MaximumCharacters / 2), " ", text.AsSpan(text.Length - MaximumCharacters / 2));
        whole = TextFolding.Compose(whole);
        CountCharacters(TextFolding.Flatten(whole), counts);

        var lower = whole.ToLowerInvariant();
        var previous = 0UL;
        foreach (var word in Words.Find(whole))
        {
            var hash = Hash(lower.AsSpan(word));
            Add(counts, 1, hash);
            if (previous != 0)
            {
                Add(counts, 1, (previous ^ 0x20) * Prime ^ hash);
            }

            Add(counts, 2, Hash(whole.AsSpan(word)));
            previous = hash;
        }

        return counts;
    }

    private static void CountCharacters(string text, Dictionary<int, int> counts)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var hash = OffsetBasis;
            for (var length = 1; length <= LongestCharacters && start + length <= text.Length; length++)
            {
                hash = (hash ^ text[start + length - 1]) * Prime;
                if (length > 1)
                {
                    Add(counts, 0, hash);
                }
            }
        }
    }

    private static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = OffsetBasis;
        foreach (var character in text)
        {
            hash = (hash ^ character) * Prime;
        }

        return hash;
    }

    private static void Add(Dictionary<int, int> counts, int kind, ulong hash)
    {
        hash ^= hash >> 33; // FNV's low bits alone mix too little
        hash *= 0xFF51AFD7ED558CCD;
        hash ^= hash >> 33;
        var bucket = (kind << BucketBits) | (int)(hash & ((1UL << BucketBits) - 1));
        CollectionsMarshal.GetValueRefOrAddDefault(counts, bucket, out _)++;
    }
}
