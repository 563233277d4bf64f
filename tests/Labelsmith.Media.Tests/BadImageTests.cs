using CsCheck;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Tests;

public class BadImageTests
{
    public static TheoryData<string> Kinds => [".png", ".jpg", ".webp", ".tiff", ".bmp", ".gif"];

    [Theory, MemberData(nameof(Kinds))]
    public void A_truncated_image_is_refused_wherever_it_ends(string kind)
    {
        using var picture = Picture.Upright();
        var file = Picture.Encode(picture, kind);
        foreach (var length in Enumerable.Range(0, 40).Select(step => file.Length * step / 40).Append(file.Length - 3))
        {
            AssertRefused(file[..length]);
        }
    }

    [Fact]
    public void A_png_bomb_is_refused_before_it_is_decoded()
    {
        byte[] bomb = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Picture.Chunk("IHDR", Picture.PngSize(60_000, 60_000, 8, 2)), .. new byte[100]];
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = AssertRefused(bomb);
        Assert.Contains("60000 x 60000", fault.Sentence, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void A_file_that_is_no_image_says_what_can_be_read() =>
        Assert.Contains("give PNG, JPEG", AssertRefused("Dear all, "u8.ToArray()).Sentence, StringComparison.Ordinal);

    [Fact]
    public void A_file_that_is_not_there_is_a_fault_of_the_item()
    {
        var bad = Assert.Throws<BadItemException>(() => ImageFile.Read(Path.Combine(Path.GetTempPath(), "no-such-file.png"), "a/b.png"));
        Assert.Equal("a/b.png", bad.Fault.Where);
    }

    [Fact]
    public void A_file_above_the_limit_is_not_read() =>
        Assert.Throws<BadItemException>(() =>
            ImageFile.Read(new MemoryStream(new byte[2000]), "large.png", new ImageLimits { MaximumBytes = 1000 }));

    [Fact]
    public void Random_bytes_never_crash() => Gen.Select(Gen.Int[0, 5], Gen.Byte.Array[1, 60], Gen.Int[0, 400])
        .Sample((index, noise, at) =>
        {
            var kind = Kinds.ElementAt(index).Data;
            using var picture = Picture.Upright();
            var file = Picture.Encode(picture, kind);
            noise.CopyTo(file, Math.Min(at, file.Length - noise.Length));
            Survive(() => ImageFile.Read(file, "noise"));
            Survive(() => MaskFile.Read(file, "noise"));
        }, iter: 300, threads: 1);

    private static void Survive(Action read)
    {
        try
        {
            read();
        }
        catch (BadItemException)
        {
            // one sentence is all that may come of it
        }
    }

    private static Fault AssertRefused(byte[] file)
    {
        var fault = Assert.Throws<BadItemException>(() => ImageFile.Read(file, "photo.png")).Fault;
        Assert.Equal("photo.png", fault.Where);
        Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal);
        Assert.Throws<BadItemException>(() => MaskFile.Read(file, "photo.png"));
        return fault;
    }
}
