using Labelsmith.Domain.Regions;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Measures a U-Net on whole images, one at a time, without tiles or flips.</summary>
internal sealed class SegmentationValidation(UNet network, IReadOnlyList<SegmentedImage> images, ImageInput input)
{
    /// <summary>Mean loss and mean IoU over the classes that occur, of all images together.</summary>
    public (double Loss, double Score) Measure()
    {
        var outputs = Math.Max(2, network.Shape.Outputs);
        var (both, either) = (new double[outputs], new double[outputs]);
        var loss = 0.0;
        foreach (var image in images)
        {
            using var scope = NewDisposeScope();
            var (logits, truth) = Forward(image);
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

    /// <summary>Logits (1, outputs, H, W) and classes (1, H, W); the image is padded for the network, and the padding cut off.</summary>
    private (Tensor Logits, Tensor Truth) Forward(SegmentedImage image)
    {
        var fit = ImageScaling.ToChannels(image.Image, input.Channels);
        var (w, h, c) = (fit.Width, fit.Height, fit.Channels);
        var pixels = new float[w * h * c];
        input.Normalise(fit.Pixels.Span, pixels);
        var multiple = network.Shape.Multiple;
        var x = functional.pad(
            tensor(pixels, 1, c, h, w), [0, (multiple - (w % multiple)) % multiple, 0, (multiple - (h % multiple)) % multiple]);
        var logits = network.forward(x.ToChannelsLast())[.., .., ..h, ..w];
        return (logits, tensor(image.Classes).to(int64).view(1, h, w));
    }
}
