using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Text;

namespace Labelsmith.Learning.Features;

/// <summary>Texts in the latent space of all of them (<see cref="LatentSpace"/>): what a text's numbers are hangs on the others, so they
/// are made, and kept, for a set of texts as a whole.</summary>
internal static class TextSpace
{
    private const int MostDimensions = 100;
    private const int MostColumns = 1 << 15; // of the space in which texts are compared

    public static Descriptor Of(IReadOnlyList<HashedItem> texts, int seed)
    {
        var hashes = texts.Select(text => text.Hash).OfType<UInt128>().Distinct().ToList();
        var length = Math.Min(MostDimensions, Math.Max(1, hashes.Count));
        var key = hashes.Order().Aggregate((UInt128)seed, (key, hash) => (key * 0x9E3779B97F4A7C15) ^ (key >> 61) ^ hash);
        return new Descriptor($"text-space-1 {key}", (items, cancellation) => Describe(items, length, seed, cancellation))
        {
            NeedsAll = true,
        };
    }

    private static IEnumerable<Description> Describe(IEnumerable<DataItem> items, int length, int seed, CancellationToken cancellation)
    {
        var counted = Preprocessing.Prefetch.Select(
            items.Chunk(64), batch => Array.ConvertAll(batch, Count), 2 * Environment.ProcessorCount, cancellation)
            .SelectMany(batch => batch).ToList();
        var read = counted.Select(one => one.Counts).OfType<Dictionary<int, int>>().ToList();
        var space = FeatureSpace.Fit(read, MostColumns);
        var points = space.ColumnCount == 0
            ? new PointSet(new float[read.Count], 1) // texts without a single piece are all alike
            : LatentSpace.Fit(read.ConvertAll(space.Transform), space.ColumnCount, length, seed, cancellation);
        var row = 0;
        foreach (var (counts, fault) in counted)
        {
            if (counts is null)
            {
                yield return new Description(null, fault);
                continue;
            }

            var values = new float[length]; // there may be fewer columns than dimensions
            points[row++].CopyTo(values);
            yield return new Description(values);
        }
    }

    private static (Dictionary<int, int>? Counts, Fault? Fault) Count(DataItem item)
    {
        try
        {
            return (TextFeatures.Count(TextContent.Read(item)), null);
        }
        catch (BadItemException bad)
        {
            return (null, bad.Fault);
        }
    }
}
