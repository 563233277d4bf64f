using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Inference;

/// <summary>Which engine serves a model, as it was measured when the model was finished.</summary>
/// <param name="Name"><see cref="NetworkEngine.OnnxRuntime"/> or <see cref="LibtorchEngine.Name"/>.</param>
/// <param name="MillisecondsPerItem">By engine, reading included.</param>
/// <param name="Agreement">Of the answers in bfloat16 with those in float32: the share of items, pixels or boxes that are the same.</param>
/// <param name="Items">On how many items that was measured.</param>
public sealed record EngineRecord(
    string Name, IReadOnlyDictionary<string, double> MillisecondsPerItem, double Agreement, int Items);

/// <summary>Opens the engine that a model's card names.</summary>
internal static class NetworkEngine
{
    public const string OnnxRuntime = "onnxruntime";

    /// <summary>ONNX Runtime where the card names no other engine, or this processor is slow at bfloat16.</summary>
    /// <exception cref="Domain.Datasets.BadDataException">The file cannot be loaded.</exception>
    public static INetworkEngine Open(string directory, ModelCard card)
    {
        var file = Path.Combine(directory, ModelFiles.Onnx);
        return card.Engine?.Name == LibtorchEngine.Name && MixedPrecision.IsFast ? new LibtorchEngine(file) : new OnnxSession(file);
    }
}
