using Labelsmith.Learning.Inference.Onnx;

namespace Labelsmith.Learning.Models;

/// <summary>A network of images that can write itself as ONNX.</summary>
public interface IExportable
{
    /// <summary>Adds the network, as it evaluates, with its final activation: input <c>image</c>
    /// (N, channels, height, width), output <c>probabilities</c>.</summary>
    /// <param name="height">Of the images; 0: any.</param>
    /// <param name="width">Of the images; 0: any.</param>
    void Export(OnnxGraph graph, int channels, int height, int width);
}
