using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Microsoft.ML.OnnxRuntime;
using static TorchSharp.torch;

namespace Labelsmith.Bench;

/// <summary>A U-Net at work, in one of the settings that bench/unet compares.</summary>
/// <param name="setting"><c>as-it-comes</c>: default malloc, default order of values. <c>float32</c>: malloc tuned and channels last.
/// <c>tuned</c>: what Labelsmith does, bfloat16 too where the processor has it.</param>
internal sealed class UNetBench(string folder, int[] widths, string setting, TimeSpan duration)
{
    private bool IsMixed => setting == "tuned" && MixedPrecision.IsFast;

    private bool ChannelsLast => setting != "as-it-comes";

    /// <summary>Forward, binary cross-entropy, backward, AdamW.</summary>
    public Measurement TrainingStep()
    {
        using var network = Network();
        using var images = Images();
        using var masks = tensor(Inputs.Read(folder, "masks.f32"), [Inputs.Batch, 1, Inputs.Side, Inputs.Side]);
        using var optimizer = optim.AdamW(network.parameters(), lr: 1e-3);
        return Measurement.Take(duration, () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            using var precision = MixedPrecision.Use(IsMixed);
            var loss = nn.functional.binary_cross_entropy_with_logits(network.forward(images), masks);
            loss.backward();
            optimizer.step();
            return loss.item<float>();
        });
    }

    /// <summary>All images of the batch: by libtorch as it comes, by ONNX Runtime in float32, and by the engine that serves such models when
    /// tuned.</summary>
    public Measurement Inference()
    {
        if (ChannelsLast)
        {
            return IsMixed ? LibtorchInference() : OnnxInference();
        }

        using var network = Network();
        using var images = Images();
        network.eval();
        using var frozen = no_grad();
        return Measurement.Take(duration, () =>
        {
            using var scope = NewDisposeScope();
            return network.forward(images).sigmoid().mean().item<float>();
        });
    }

    private Measurement OnnxInference()
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        using var session = new InferenceSession(Path.Combine(folder, ModelFiles.Onnx), options);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(
            Inputs.Read(folder, "images.f32"), [Inputs.Batch, 1, Inputs.Side, Inputs.Side]);
        return Measurement.Take(duration, () =>
        {
            using var outputs = session.Run(run, ["image"], [input], ["probabilities"]);
            return System.Numerics.Tensors.TensorPrimitives.Sum(outputs[0].GetTensorDataAsSpan<float>())
                / (double)(Inputs.Batch * Inputs.Side * Inputs.Side);
        });
    }

    /// <summary>From an array to an array, as when images are predicted.</summary>
    private Measurement LibtorchInference()
    {
        using var engine = new LibtorchEngine(Path.Combine(folder, ModelFiles.Onnx));
        var images = Inputs.Read(folder, "images.f32");
        return Measurement.Take(duration, () =>
            System.Numerics.Tensors.TensorPrimitives.Sum<float>(engine.Run(images, Inputs.Batch, 1, Inputs.Side, Inputs.Side)) / (double)images.Length);
    }

    private Tensor Images()
    {
        var images = tensor(Inputs.Read(folder, "images.f32"), [Inputs.Batch, 1, Inputs.Side, Inputs.Side]);
        return ChannelsLast ? images.ToChannelsLast() : images;
    }

    private UNet Network()
    {
        var network = new UNet(Inputs.Shape(widths));
        var (weights, _) = Safetensors.Read(Path.Combine(folder, ModelFiles.Weights));
        using var frozen = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            using var weight = weights[name];
            parameter.copy_(weight);
        }

        return network;
    }
}
