using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Tests.Preprocessing;

public class BoxSamplerTests
{
    private const int Width = 96, Height = 64;

    private static readonly ImageInput Input = new(1, [0.5f], [0.5f]);

    [Theory, InlineData(false, false), InlineData(true, false), InlineData(false, true), InlineData(true, true)]
    public void Boxes_move_with_their_image(bool mirror, bool upsideDown)
    {
        var sampler = new BoxSampler(Input, Width, Height, new Symmetry(mirror, upsideDown));
        var image = White(30, 20, 58, 44);
        var pixels = new float[Width * Height];
        for (var seed = 0; seed < 50; seed++)
        {
            foreach (var box in sampler.Draw(image, new Random(seed), pixels))
            {
                var (left, top, right, bottom) = Bright(pixels);
                Assert.True(
                    Math.Abs(box.Left - left) < 1.5 && Math.Abs(box.Top - top) < 1.5 && Math.Abs(box.Right - right) < 1.5 && Math.Abs(box.Bottom - bottom) < 1.5,
                    $"Seed {seed}: the box is {box}, the object lies at {left}, {top} to {right}, {bottom}.");
            }
        }
    }

    [Fact]
    public void Unlike_flips_are_not_made()
    {
        var sampler = new BoxSampler(Input, Width, Height, new Symmetry(false, false));
        var image = new BoxedImage(White(0, 0, 20, 20).Image, [new ClassBox(0, 0, 0, 20, 20), new ClassBox(1, 70, 40, 90, 60)]);
        for (var seed = 0; seed < 30; seed++)
        {
            var boxes = sampler.Draw(image, new Random(seed), new float[Width * Height]);
            Assert.True(boxes.Count < 2 || (boxes[0].Left < boxes[1].Left && boxes[0].Top < boxes[1].Top));
        }
    }

    [Fact]
    public void What_a_network_should_say_decodes_to_the_boxes()
    {
        ClassBox[] boxes = [new(0, 4, 4, 44, 36), new(1, 50, 10, 62, 30), new(0, 60, 34, 92, 60)];
        var targets = new CenterTargets(2, Width, Height);
        var maps = new float[targets.Size];
        targets.Draw(boxes, maps);
        var plane = Width * Height / (CenterNet.Stride * CenterNet.Stride);
        // the network's output has no weights, and distances in pixels
        float[] said = [.. maps[..(2 * plane)], .. maps[(3 * plane)..].Select(cells => cells * CenterNet.Stride)];
        var found = CenterDecoding.Decode(said, 2, Height / CenterNet.Stride, Width / CenterNet.Stride).Where(box => box.Score == 1).ToList();
        Assert.Equal(
            boxes.Select(box => (box.Class, (double)box.Left, (double)box.Top, (double)box.Width, (double)box.Height)).Order(),
            found.Select(box => (box.Class, Math.Round(box.X, 3), Math.Round(box.Y, 3), Math.Round(box.Width, 3), Math.Round(box.Height, 3))).Order());
    }

    [Fact]
    public void Weights_of_the_box_add_up_to_one_an_object()
    {
        var targets = new CenterTargets(1, Width, Height);
        var maps = new float[targets.Size];
        targets.Draw([new ClassBox(0, 4, 4, 44, 36), new ClassBox(0, 60, 34, 92, 60)], maps);
        var plane = Width * Height / (CenterNet.Stride * CenterNet.Stride);
        Assert.Equal(2, maps[plane..(2 * plane)].Sum(), 1e-4);
        Assert.Equal(2, maps[..plane].Count(near => near == 1));
    }

    [Fact]
    public void Of_boxes_that_overlap_the_surest_stays()
    {
        var kept = CenterDecoding.Suppress([new(0, 0, 0, 10, 10, 0.5), new(0, 1, 0, 10, 10, 0.9), new(1, 1, 0, 10, 10, 0.3), new(0, 8, 0, 10, 10, 0.4)]);
        Assert.Equal([0.9, 0.4, 0.3], kept.Select(box => box.Score));
    }

    private static BoxedImage White(int left, int top, int right, int bottom)
    {
        var pixels = new byte[Width * Height];
        for (var y = top; y < bottom; y++)
        {
            pixels.AsSpan((y * Width) + left, right - left).Fill(255);
        }

        return new BoxedImage(new PixelSource(Width, Height, 1, pixels), [new ClassBox(0, left, top, right, bottom)]);
    }

    /// <summary>Where it is brighter than what may lie around the image.</summary>
    private static (float Left, float Top, float Right, float Bottom) Bright(float[] pixels)
    {
        var middle = (pixels.Min() + (3 * pixels.Max())) / 4;
        var bright = Enumerable.Range(0, pixels.Length).Where(i => pixels[i] > middle).ToList();
        return (bright.Min(i => i % Width), bright.Min(i => i / Width), bright.Max(i => i % Width) + 1, bright.Max(i => i / Width) + 1);
    }
}
