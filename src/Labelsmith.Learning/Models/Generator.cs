using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Draws images from random numbers: by linear layers for small grey images, by convolutions for others.</summary>
internal sealed class Generator : Module<Tensor, Tensor>
{
    /// <summary>Random numbers an image.</summary>
    public const int NoiseSize = 100;

    private const int SmallestSide = 8; // convolutions begin here
    private const int HiddenSize = 500;
    private const int Filters = 64;

    private readonly ImageInput _input;
    private readonly int _height;
    private readonly int _width;
    private readonly List<(Linear Linear, BatchNorm1d Norm)> _layers = [];
    private readonly List<ConvNorm> _convolutions = [];
    private readonly Linear? _pixels;
    private readonly (int Height, int Width) _start;

    /// <param name="input">Of the images that are drawn.</param>
    /// <param name="isDense">Whether all layers are linear.</param>
    public Generator(ImageInput input, int height, int width, bool isDense) : base(nameof(Generator))
    {
        (_input, _height, _width) = (input, height, width);
        if (isDense)
        {
            Add(NoiseSize, HiddenSize);
            Add(HiddenSize, HiddenSize);
            _pixels = Linear(HiddenSize, input.Channels * height * width);
            register_module("pixels", _pixels);
            return;
        }

        var doublings = 0;
        for (_start = (height, width); Math.Max(_start.Height, _start.Width) > SmallestSide; doublings++)
        {
            _start = ((_start.Height + 1) / 2, (_start.Width + 1) / 2);
        }

        Add(NoiseSize, Filters * _start.Height * _start.Width);
        for (var i = 0; i < doublings; i++)
        {
            Add(new ConvNorm($"convolution{i}", Filters, Filters));
        }

        Add(new ConvNorm($"convolution{doublings}", Filters, input.Channels, norm: false, activate: false));
    }

    /// <param name="noise">Shape (N, <see cref="NoiseSize"/>), 0 to 1.</param>
    /// <returns>Shape (N, channels, height, width): images, normalised.</returns>
    public override Tensor forward(Tensor noise)
    {
        var x = noise;
        foreach (var (linear, norm) in _layers)
        {
            x = functional.softplus(norm.forward(MixedPrecision.Multiply(linear, x)));
        }

        x = _pixels is null ? Convolve(x) : MixedPrecision.Multiply(_pixels, x).view(-1, _input.Channels, _height, _width);
        var shape = new long[] { 1, -1, 1, 1 };
        return (x.to(float32).sigmoid() - tensor(_input.Mean.ToArray()).view(shape)) / tensor(_input.Deviation.ToArray()).view(shape);
    }

    /// <summary>Draws images.</summary>
    /// <returns>Shape (count, channels, height, width), normalised.</returns>
    public Tensor Draw(long count) => forward(rand(count, NoiseSize));

    /// <summary>Draws images to be looked at.</summary>
    public IReadOnlyList<PixelSource> Picture(int count)
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var shape = new long[] { 1, -1, 1, 1 };
        var values = (Draw(count) * tensor(_input.Deviation.ToArray()).view(shape)) + tensor(_input.Mean.ToArray()).view(shape);
        var bytes = (values * 255).round().to(uint8).permute(0, 2, 3, 1).contiguous().data<byte>().ToArray(); // (N, H, W, C)
        return [.. bytes.Chunk(bytes.Length / count).Select(pixels => new PixelSource(_width, _height, _input.Channels, pixels))];
    }

    private Tensor Convolve(Tensor rows)
    {
        var x = rows.view(-1, Filters, _start.Height, _start.Width).ToChannelsLast();
        for (var i = 0; i < _convolutions.Count - 1; i++)
        {
            x = _convolutions[i].forward(functional.interpolate(x, scale_factor: [2, 2], mode: InterpolationMode.Nearest));
        }

        return _convolutions[^1].forward(x)[.., .., .._height, .._width];
    }

    private void Add(int inputs, int outputs)
    {
        var layer = (Linear(inputs, outputs, hasBias: false), BatchNorm1d(outputs));
        register_module($"layer{_layers.Count}", layer.Item1);
        register_module($"norm{_layers.Count}", layer.Item2);
        _layers.Add(layer);
    }

    private void Add(ConvNorm convolution)
    {
        register_module(convolution.GetName(), convolution);
        _convolutions.Add(convolution);
    }
}
