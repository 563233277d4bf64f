using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Puts images into classes by their codes.</summary>
internal sealed class CodeClassifier : ClassifierNet
{
    private const int HiddenSize = 128;

    private readonly ImageEncoder _encoder;

    /// <param name="encoder">Becomes a part of this network, and is freed with it.</param>
    /// <param name="classes">K.</param>
    public CodeClassifier(ImageEncoder encoder, int classes, double dropout = 0.2) : base(nameof(CodeClassifier))
    {
        _encoder = encoder;
        Head = new CodeHead(encoder.CodeSize, HiddenSize, classes, dropout);
        register_module("encoder", encoder);
        register_module("head", Head);
    }

    /// <summary>Whether the encoder stays as it is in training; else it learns on.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>From codes to logits.</summary>
    public CodeHead Head { get; }

    /// <param name="input">Shape (N, channels, height, width), normalised.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor input) => Head.forward(Encode(input));

    public override void Cool(double temperature) => Head.Cool(temperature);

    public override void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var code = _encoder.Export(graph, graph.Input("image", "N", channels, height, width));
        graph.Output(graph.Node("Softmax", [Head.Export(graph, code)], ("axis", -1)), "probabilities", "N", Head.ClassCount);
    }

    private Tensor Encode(Tensor input)
    {
        if (!IsFrozen)
        {
            return _encoder.forward(input);
        }

        using var frozen = no_grad();
        _encoder.eval(); // its normalisation stays as it is, too
        return _encoder.forward(input);
    }
}

/// <summary>One hidden layer between a code and the classes.</summary>
internal sealed class CodeHead : Module<Tensor, Tensor>
{
    private readonly Linear _hidden;
    private readonly Dropout _dropout;
    private readonly Linear _classes;

    public CodeHead(int codeSize, int hiddenSize, int classes, double dropout) : base(nameof(CodeHead))
    {
        _hidden = Linear(codeSize, hiddenSize);
        _dropout = Dropout(dropout);
        _classes = Linear(hiddenSize, classes);
        ClassCount = classes;
        RegisterComponents();
    }

    /// <summary>K.</summary>
    public int ClassCount { get; }

    /// <summary>As <see cref="ClassifierNet.Cool"/>.</summary>
    public void Cool(double temperature)
    {
        using var frozen = no_grad();
        _classes.weight!.div_(temperature);
        _classes.bias!.div_(temperature);
    }

    /// <param name="codes">Shape (N, code size).</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor codes) =>
        MixedPrecision.Multiply(_classes, _dropout.forward(functional.relu(MixedPrecision.Multiply(_hidden, codes))));

    /// <returns>The name of the logits.</returns>
    public string Export(OnnxGraph graph, string codes) =>
        graph.Linear(graph.Node("Relu", [graph.Linear(codes, _hidden)]), _classes);
}
