using Labelsmith.Learning.Inference.Onnx;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Puts images into classes by codes that are learned already.</summary>
internal sealed class CodeClassifier : Module<Tensor, Tensor>, IExportable
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

    /// <summary>From codes to logits.</summary>
    public CodeHead Head { get; }

    /// <param name="input">Shape (N, channels, height, width), normalised.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor input) => Head.forward(_encoder.forward(input));

    /// <summary>Input <c>image</c> (N, channels, H, W), output <c>probabilities</c> (N, K).</summary>
    public void Export(OnnxGraph graph, int channels, int height, int width)
    {
        var code = _encoder.Export(graph, graph.Input("image", "N", channels, height, width));
        graph.Output(graph.Node("Softmax", [Head.Export(graph, code)], ("axis", -1)), "probabilities", "N", Head.ClassCount);
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

    /// <param name="codes">Shape (N, code size).</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor codes) => 
        MixedPrecision.Multiply(_classes, _dropout.forward(functional.relu(MixedPrecision.Multiply(_hidden, codes))));

    /// <returns>The name of the logits.</returns>
    public string Export(OnnxGraph graph, string codes) =>
        graph.Linear(graph.Node("Relu", [graph.Linear(codes, _hidden)]), _classes);
}
