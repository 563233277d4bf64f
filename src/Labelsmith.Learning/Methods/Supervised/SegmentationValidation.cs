using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Measures a U-Net on whole images, one at a time, without tiles or flips.</summary>
/// <param name="images">The classes of each, row by row, and what the network sees of it: shape (1, C, H, W).</param>
internal sealed class SegmentationValidation(UNet network, IReadOnlyList<(byte[] Classes, int Width, Func<Tensor> Input)> images)
{
    /// <summary>Of images as they are.</summary>
    public static SegmentationValidation Of(UNet network, IReadOnlyList<SegmentedImage> images, ImageInput input) =>
        new(network, [.. images.Select(image => (image.Classes, image.Image.Width, (Func<Tensor>)(() => Pixels(image, input))))]);

    /// <summary>Mean loss and mean IoU over the classes that occur, of all images together.</summary>
    public (double Loss, double Score) Measure()
    {
        var outputs = Math.Max(2, network.Shape.Outputs);
        var (both, either) = (new double[outputs], new double[outputs]);
        var loss = 0.0;
        foreach (var (classes, width, input) in images)
        {
            using var scope = NewDisposeScope();
            var (logits, truth) = (Forward(input()), tensor(classes).to(int64).view(1, -1, width));
            loss += PixelLoss.Of(logits, truth, network.Shape.Activation).item<float>();
            var guess = network.Shape.Activation == PixelActivation.Sigmoid
                ? logits.squeeze(1).gt(0).to(int64)
                : logits.argmax(1);
            var known = truth.ne(LabelMap.Ignored);
            for (var k = 0; k < outputs; k++)
            {
                var (isGuess, isTruth) = (guess.eq(k).logical_and(known), truth.eq(k));
                both[k] += isGuess.logical_and(isTruth).sum().item<long>();
                either[k] += isGuess.logical_or(isTruth).sum().item<long>();
            }
        }

        var present = Enumerable.Range(0, outputs).Where(k => either[k] > 0).ToList();
        return (loss / images.Count, present.Count > 0 ? present.Average(k => both[k] / either[k]) : 0);
    }

    /// <summary>Logits (1, outputs, H, W); the image is padded for the network, and the padding cut off.</summary>
    private Tensor Forward(Tensor image)
    {
        var (h, w, multiple) = ((int)image.shape[2], (int)image.shape[3], network.Shape.Multiple);
        var x = functional.pad(image, [0, (multiple - (w % multiple)) % multiple, 0, (multiple - (h % multiple)) % multiple]);
        return network.forward(x.ToChannelsLast())[.., .., ..h, ..w];
    }

    private static Tensor Pixels(SegmentedImage image, ImageInput input)
    {
        var fit = ImageScaling.ToChannels(image.Image, input.Channels);
        var pixels = new float[fit.Width * fit.Height * fit.Channels];
        input.Normalise(fit.Pixels.Span, pixels);
        return tensor(pixels, 1, fit.Channels, fit.Height, fit.Width);
    }
}
