using Labelsmith.Learning.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Learns codes of images without any label, by drawing the images again from their codes.</summary>
/// <remarks>Codes that are uncertain and cost what they tell: Kingma and Welling (2013), "Auto-encoding variational Bayes",
/// arXiv:1312.6114. Else it is the changes made to an image before it is looked at that keep a code from being a copy: Vincent,
/// Larochelle, Bengio and Manzagol (2008), "Extracting and composing robust features with denoising autoencoders",
/// doi:10.1145/1390156.1390294.</remarks>
internal sealed class ImageAutoencoder : Module<Tensor, Tensor>
{
    private const double MostLogVariance = 10; // either way: beyond it exponentials overflow

    private readonly ImageInput _input;
    private readonly Linear? _logVariance;
    private readonly Linear _hidden;
    private readonly Linear _pixels;

    /// <param name="input">Of the images, for they are drawn as values of 0 to 1.</param>
    /// <param name="isVariational">Whether codes are uncertain; else they are exact, and convolutions make them.</param>
    public ImageAutoencoder(ImageInput input, int height, int width, int codeSize, bool isVariational) : base(nameof(ImageAutoencoder))
    {
        _input = input;
        Encoder = new ImageEncoder(input.Channels, height, width, codeSize, isVariational ? null : true);
        if (isVariational)
        {
            _logVariance = Linear(ImageEncoder.HiddenSize, codeSize);
            register_module("log_variance", _logVariance);
        }

        _hidden = Linear(codeSize, ImageEncoder.HiddenSize);
        _pixels = Linear(ImageEncoder.HiddenSize, input.Channels * height * width);
        register_module("encoder", Encoder);
        register_module("hidden", _hidden);
        register_module("pixels", _pixels);
    }

    public ImageEncoder Encoder { get; }

    /// <param name="input">Shape (N, channels, height, width), normalised.</param>
    /// <returns>Codes, shape (N, code size): the means.</returns>
    public override Tensor forward(Tensor input) => Encoder.forward(input);

    /// <summary>The cross entropy of the values (0 to 1) under those drawn, summed over an image, and of an uncertain code the divergence
    /// from a standard normal one: the mean over the images.</summary>
    /// <param name="images">Shape (N, channels, height, width), normalised: what is looked at.</param>
    /// <param name="originals">Same shape: what is to be drawn.</param>
    public Tensor Loss(Tensor images, Tensor originals)
    {
        var hidden = Encoder.Hidden(images);
        var code = Encoder.Code(hidden);
        if (_logVariance is null)
        {
            return Drawn(code, originals);
        }

        var logVariance = MixedPrecision.Multiply(_logVariance, hidden).clamp(-MostLogVariance, MostLogVariance);
        var cost = -0.5 * (1 + logVariance - code.square() - logVariance.exp()).sum();
        code = training ? code + ((logVariance / 2).exp() * randn_like(code)) : code;
        return Drawn(code, originals) + (cost / images.shape[0]);
    }

    private Tensor Drawn(Tensor codes, Tensor originals)
    {
        var logits = MixedPrecision.Multiply(_pixels, functional.relu(MixedPrecision.Multiply(_hidden, codes)));
        return functional.binary_cross_entropy_with_logits(logits, Values(originals), reduction: Reduction.Sum) / originals.shape[0];
    }

    /// <summary>Normalised pixels as values of 0 to 1, in rows.</summary>
    private Tensor Values(Tensor images)
    {
        var shape = new long[] { 1, -1, 1, 1 };
        var (deviation, mean) = (tensor(_input.Deviation.ToArray()).view(shape), tensor(_input.Mean.ToArray()).view(shape));
        return ((images * deviation) + mean).clamp(0, 1).flatten(1);
    }
}
