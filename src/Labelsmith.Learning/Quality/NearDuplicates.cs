namespace Labelsmith.Learning.Quality;

/// <summary>Finds groups of items that are nearly the same, without comparing each with each.</summary>
/// <remarks>Items are compared with those that share a bucket (locality-sensitive hashing, Indyk and Motwani 1998, doi:10.1145/276698.276876): for
/// N items about N times as many comparisons as a bucket has items, at most <see cref="MostCompared"/> a band.</remarks>
internal static class NearDuplicates
{
    private const int MostCompared = 500; // of a bucket, for each of its items

    /// <param name="signatures">Null: cannot be compared.</param>
    /// <returns>Groups of two and more, as indices in rising order.</returns>
    public static IReadOnlyList<int[]> Groups(IReadOnlyList<ISignature?> signatures, CancellationToken cancellation)
    {
        var leader = Enumerable.Range(0, signatures.Count).ToArray();
        var known = leader.Where(i => signatures[i] is not null).ToArray();
        for (var band = 0; known.Length > 0 && band < signatures[known[0]]!.Bands; band++)
        {
            cancellation.ThrowIfCancellationRequested();
            var keys = Array.ConvertAll(known, i => (Bucket: signatures[i]!.Bucket(band), signatures[i]!.Order, Item: i));
            Array.Sort(keys);
            Compare(signatures, Array.ConvertAll(keys, key => key.Bucket), Array.ConvertAll(keys, key => key.Item), leader);
        }

        return [.. known.GroupBy(i => Find(leader, i)).Where(group => group.Skip(1).Any()).Select(group => group.Order().ToArray())];
    }

    /// <param name="buckets">In rising order.</param>
    /// <param name="items">That lie in them.</param>
    private static void Compare(IReadOnlyList<ISignature?> signatures, ulong[] buckets, int[] items, int[] leader)
    {
        for (var i = 0; i < items.Length; i++)
        {
            var one = signatures[items[i]]!;
            for (var k = i + 1; k < items.Length && k <= i + MostCompared && buckets[k] == buckets[i]; k++)
            {
                if (leader[items[i]] != leader[items[k]] && one.IsNear(signatures[items[k]]!))
                {
                    Join(leader, items[i], items[k]);
                }
            }
        }
    }

    private static void Join(int[] leader, int one, int other)
    {
        var (a, b) = (Find(leader, one), Find(leader, other));
        leader[Math.Max(a, b)] = Math.Min(a, b);
        (leader[one], leader[other]) = (Math.Min(a, b), Math.Min(a, b));
    }

    private static int Find(int[] leader, int item)
    {
        while (leader[item] != item)
        {
            item = leader[item] = leader[leader[item]];
        }

        return item;
    }
}
