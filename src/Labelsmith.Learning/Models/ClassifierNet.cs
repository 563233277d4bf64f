using Labelsmith.Learning.Inference.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>A network that puts items into classes: from (N, channels, height, width) to logits (N, K).</summary>
public abstract class ClassifierNet(string name) : Module<Tensor, Tensor>(name), IExportable
{
    /// <summary>Divides the logits of this network by <paramref name="temperature"/> from now on: answers stay, sureness changes.</summary>
    public abstract void Cool(double temperature);

    /// <summary>Input <c>image</c> (N, channels, H, W), output <c>probabilities</c> (N, K).</summary>
    public abstract void Export(OnnxGraph graph, int channels, int height, int width);
}
