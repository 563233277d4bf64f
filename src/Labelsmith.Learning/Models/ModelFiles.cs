using Labelsmith.Learning.Inference.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>The files of a network in a model's folder.</summary>
public static class ModelFiles
{
    public const string Weights = "model.safetensors";
    public const string Onnx = "model.onnx";

    /// <summary>A frozen encoder whose numbers the network is given; where there is one.</summary>
    public const string Encoder = "encoder.onnx";

    /// <param name="height">0: any.</param>
    /// <param name="width">0: any.</param>
    public static void Write<TNetwork>(TNetwork network, int channels, int height, int width, string directory)
        where TNetwork : Module<Tensor, Tensor>, IExportable
    {
        Safetensors.Write(Path.Combine(directory, Weights), network.state_dict());
        var graph = new OnnxGraph(network.GetName());
        network.Export(graph, channels, height, width);
        graph.Write(Path.Combine(directory, Onnx));
    }
}
