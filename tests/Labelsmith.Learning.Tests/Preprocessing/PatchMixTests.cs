using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Preprocessing;

[Collection(TorchTests.Name)]
public class PatchMixTests
{
    private const int Size = 16;

    /// <summary>What is learned of a patch must stand where its pixels went.</summary>
    [Fact]
    public void Patches_and_what_is_said_of_them_are_mixed_alike()
    {
        var random = new Random(3);
        var boxes = PatchMix.Draw(4, Size, random);
        Assert.Contains(boxes, box => box.Width > 0);
        Assert.All(boxes, box => Assert.True(box.X + box.Width <= Size && box.Y + box.Height <= Size));

        var patches = Enumerable.Range(0, 4 * 2 * Size * Size).Select(_ => random.NextSingle()).ToArray();
        var mixed = new float[patches.Length];
        PatchMix.Paste(patches, mixed, boxes, channels: 2, Size);

        using var scope = NewDisposeScope();
        Assert.Equal(mixed, PatchMix.Paste(tensor(patches, 4, 2, Size, Size), boxes).data<float>().ToArray());
        Assert.NotEqual(patches, mixed);
    }

    [Fact]
    public void A_patch_alone_stays_as_it_is() => Assert.Equal([default], PatchMix.Draw(1, Size, new Random(3)));
}
