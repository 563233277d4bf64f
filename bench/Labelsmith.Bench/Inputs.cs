using System.Runtime.InteropServices;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Bench;

/// <summary>The batch and the first weights, in files that both sides read.</summary>
internal static class Inputs
{
    public const int Batch = 4;
    public const int Side = 256;

    public static UNetShape Shape(int[] widths) => UNetShape.Classic with { Widths = widths };

    /// <summary>Writes <c>images.f32</c>, <c>masks.f32</c> (raw float32), <c>model.safetensors</c> and <c>model.onnx</c>.</summary>
    public static void Prepare(string folder, int[] widths)
    {
        random.manual_seed(0);
        using var scope = NewDisposeScope();
        using var images = rand(Batch, 1, Side, Side);
        using var blurred = nn.functional.avg_pool2d(images, 15, stride: 1, padding: 7);
        using var masks = blurred.gt(blurred.mean()).to(ScalarType.Float32);
        Write(Path.Combine(folder, "images.f32"), images);
        Write(Path.Combine(folder, "masks.f32"), masks);
        using var network = new UNet(Shape(widths));
        ModelFiles.Write(network, 1, Side, Side, folder);
    }

    public static float[] Read(string folder, string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, name))).ToArray();

    private static void Write(string file, Tensor values) => File.WriteAllBytes(file, values.bytes.ToArray());
}
