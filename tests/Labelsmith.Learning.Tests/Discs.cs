using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Learning.Tests;

/// <summary>Bright discs on dark ground, in noise: what a child could outline.</summary>
internal static class Discs
{
    public const int Side = 48;

    private static readonly string[] _classes = ["ground", "disc"];

    /// <param name="splits">Of each image.</param>
    /// <param name="isMarked">Which pixels of the labelled images (x, y) somebody has marked; null: all. Test images are wholly marked.</param>
    public static Dataset Of(IReadOnlyList<Split> splits, Func<int, int, bool>? isMarked = null)
    {
        var random = new Random(7);
        return new Dataset
        {
            Name = "discs",
            Medium = Medium.Image,
            Task = TaskKind.Segmentation,
            Classes = _classes,
            Items = [.. splits.Select((split, number) => Image(number, split, random, split == Split.Test ? null : isMarked))],
        };
    }

    private static DataItem Image(int number, Split split, Random random, Func<int, int, bool>? isMarked)
    {
        var discs = Enumerable.Range(0, 4).Select(_ => (X: random.Next(Side), Y: random.Next(Side), Radius: random.Next(5, 11))).ToList();
        var (pixels, map) = (new byte[Side * Side], new byte[Side * Side]);
        for (var i = 0; i < map.Length; i++)
        {
            var (x, y) = (i % Side, i / Side);
            map[i] = (byte)(discs.Any(disc => double.Hypot(x - disc.X, y - disc.Y) < disc.Radius) ? 1 : 0);
            pixels[i] = (byte)(random.Next(110) + (map[i] == 1 ? 120 : 20));
            map[i] = isMarked?.Invoke(x, y) == false ? LabelMap.Ignored : map[i];
        }

        IReadOnlyList<Answer> Truth() =>
            [.. LabelMap.ToMasks(map, _classes, Side, Side).Select(found => new Answer
            {
                Id = _classes[found.Class], Control = "regions", Labels = [_classes[found.Class]], Region = found.Mask,
            })];

        return new DataItem($"disc-{number:00}", new PixelSource(Side, Side, 1, pixels))
        {
            Split = split,
            ReadTruth = split == Split.Unlabelled ? null : Truth,
        };
    }
}
