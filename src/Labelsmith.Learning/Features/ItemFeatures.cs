using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Learning.Features;

/// <summary>Items as points, of which like ones lie near: for search, graphs, maps and selection.</summary>
/// <param name="Items">Those that could be read, in the order given.</param>
/// <param name="Points">Shape (Items, D).</param>
/// <param name="Faults">Of the others.</param>
/// <param name="IsLearned">Whether they are what a model's last layer decides by; else how the items look, sound or read.</param>
internal sealed record ItemFeatures(IReadOnlyList<DataItem> Items, PointSet Points, IReadOnlyList<Fault> Faults, bool IsLearned)
{
    private const int MostDimensions = 64;

    /// <summary>
    /// With a model of images or sound that gives it, what its last layer decides by. Without: of images the first principal
    /// components of <see cref="ImageLook"/>, of sound those of <see cref="SoundLook"/>. Of texts, with or without a model,
    /// <see cref="TextSpace"/>.
    /// </summary>
    /// <param name="model">Null, or one that gives no embedding: the items as such.</param>
    /// <param name="cache">Null: nothing is kept.</param>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    /// <exception cref="BadDataException">The items are nodes of a graph, or none of them can be read.</exception>
    public static ItemFeatures Extract(
        IReadOnlyList<DataItem> items, Medium medium, Predictor? model = null, FeatureCache? cache = null, int seed = 0,
        Action<double>? progress = null, CancellationToken cancellation = default)
    {
        var hashed = HashedItem.Of(items, cancellation);
        var embedding = model is null || medium == Medium.Text ? null : ModelEmbedding.Of(model, items, cancellation);
        var descriptor = (embedding, medium) switch
        {
            (not null, _) => embedding,
            (_, Medium.Image) => ImageLook.Descriptor,
            (_, Medium.Audio) => SoundLook.Descriptor,
            (_, Medium.Text) => TextSpace.Of(hashed, seed),
            _ => throw new BadDataException("Nodes of a graph have no features of this kind: choose without them."),
        };
        var described = Describe(hashed, descriptor, cache, progress, cancellation);
        if (described.Items.Count == 0)
        {
            throw new BadDataException(described.Faults is [var first, ..]
                ? $"None of the {items.Count} items can be read: {first}"
                : "There are no items to describe.");
        }

        int[] blocks = medium == Medium.Image ? [ImageLook.PictureLength, ImageLook.Length] : [];
        return embedding is not null ? described with { IsLearned = true }
            : medium == Medium.Text ? described
            : described with { Points = PrincipalComponents.Of(described.Points, MostDimensions, blocks, cancellation) };
    }

    /// <summary>Asks the cache, describes what is missing (copies once), and keeps it.</summary>
    private static ItemFeatures Describe(
        List<HashedItem> items, Descriptor descriptor, FeatureCache? cache, Action<double>? progress, CancellationToken cancellation)
    {
        var unique = items.Where(item => item.Hash is not null).DistinctBy(item => item.Hash).ToList();
        var known = cache?.Read(descriptor.Key, unique.Select(item => item.Hash!.Value).ToHashSet()) ?? [];
        if (descriptor.NeedsAll && known.Count < unique.Count)
        {
            known.Clear();
        }

        var missing = unique.Where(item => !known.ContainsKey(item.Hash!.Value)).ToList();
        var (fresh, faults, done) = (new Dictionary<UInt128, float[]>(), new Dictionary<UInt128, Fault>(), known.Count);
        try
        {
            foreach (var (item, said) in missing.Zip(descriptor.Describe(missing.Select(item => item.Item), cancellation)))
            {
                if (said.Values is { } values)
                {
                    fresh[item.Hash!.Value] = values;
                }
                else
                {
                    faults[item.Hash!.Value] = said.Fault!;
                }

                if (++done % 100 == 0)
                {
                    progress?.Invoke((double)done / unique.Count);
                }
            }
        }
        finally
        {
            cache?.Add(descriptor.Key, fresh); // also what was done when it was cancelled
        }

        return Gather(items, hash => known.GetValueOrDefault(hash) ?? fresh.GetValueOrDefault(hash), faults);
    }

    private static ItemFeatures Gather(
        List<HashedItem> items, Func<UInt128, float[]?> find, Dictionary<UInt128, Fault> faults)
    {
        var (kept, values, refused) = (new List<DataItem>(items.Count), new List<float[]>(items.Count), new List<Fault>());
        foreach (var (item, hash, fault) in items)
        {
            if (hash is { } own && find(own) is { } found)
            {
                kept.Add(item);
                values.Add(found);
            }
            else
            {
                refused.Add(fault ?? faults[hash!.Value] with { Where = item.Id }); // a copy is named by its own id
            }
        }

        var length = values.Count > 0 ? values[0].Length : 1;
        var points = new float[kept.Count * length];
        for (var i = 0; i < kept.Count; i++)
        {
            values[i].CopyTo(points.AsSpan(i * length));
        }

        return new ItemFeatures(kept, new PointSet(points, length), refused, IsLearned: false);
    }
}
