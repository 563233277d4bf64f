using System.Runtime.Intrinsics.X86;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Convolutions, and linear layers that ask for it, in bfloat16, all else (weights, normalisation, losses, the optimiser) in float32.</summary>
/// <remarks>Micikevicius et al. (2018), arXiv:1710.03740; bfloat16 has the range of float32, so losses need no scaling. TorchSharp
/// has no autocast: here the weights are cast within the forward pass, so that gradients reach the float32 ones.</remarks>
public static class MixedPrecision
{
    [ThreadStatic]
    private static bool _isOn;

    [ThreadStatic]
    private static bool _hasRun;

    /// <summary>Whether this processor multiplies bfloat16 (AVX512_BF16 or AMX_BF16); others emulate it slowly.</summary>
    public static bool IsFast { get; } = HasBFloat16();

    /// <summary>Whether this thread's forward passes are in mixed precision now.</summary>
    public static bool IsOn => _isOn;

    /// <summary>Whether this thread has computed anything in bfloat16 since it was last switched over: of some networks no layer asks for it.</summary>
    public static bool HasRun => _hasRun;

    /// <summary>Switches this thread over until the result is disposed.</summary>
    public static Switch Use(bool mixed) => new(mixed);

    /// <summary>A convolution, in the precision that the thread is in.</summary>
    /// <param name="input">Shape (N, C, H, W), float32 or bfloat16.</param>
    /// <returns>bfloat16 in mixed precision, else float32; float32 too where <see cref="IsSound"/> says no.</returns>
    public static Tensor Convolve(Conv2d convolution, Tensor input, long stride, long padding) =>
        Convolve(convolution.weight!, convolution.bias, input, stride, padding);

    /// <inheritdoc cref="Convolve(Conv2d, Tensor, long, long)"/>
    public static Tensor Convolve(Tensor weight, Tensor? bias, Tensor input, long stride, long padding)
    {
        var type = Of(_isOn && IsSound(weight.shape, input.requires_grad));
        return functional.conv2d(input.to(type), weight.to(type), bias?.to(type), [stride, stride], [padding, padding]);
    }

    /// <summary>A linear layer, in the precision that the thread is in.</summary>
    /// <param name="input">Shape (N, inputs), float32 or bfloat16.</param>
    /// <returns>float32, rounded to bfloat16 in mixed precision.</returns>
    public static Tensor Multiply(Linear linear, Tensor input) => Multiply(linear.weight!, linear.bias, input);

    /// <inheritdoc cref="Multiply(Linear, Tensor)"/>
    public static Tensor Multiply(Tensor weight, Tensor? bias, Tensor input)
    {
        var type = Of(_isOn);
        return functional.linear(input.to(type), weight.to(type), bias?.to(type)).to(float32);
    }

    private static ScalarType Of(bool isMixed)
    {
        _hasRun |= isMixed;
        return isMixed ? bfloat16 : float32;
    }

    /// <summary>Whether gradients are right. oneDNN 3 works on 16 channels at a time, and where the last ones are missing its
    /// backward pass to the input in bfloat16 reads what nobody wrote (seen as norms of 1e10 behind an output layer of 3
    /// channels, and as directions that are off by half behind one of 1).</summary>
    private static bool IsSound(long[] weight, bool needsInputGradient) =>
        !needsInputGradient || (weight[0] % 16 == 0 && weight[1] % 16 == 0);

    private static bool HasBFloat16()
    {
        if (!X86Base.IsSupported || X86Base.CpuId(0, 0).Eax < 7)
        {
            return false;
        }

        const int avx512 = 1 << 5;  // leaf 7.1, EAX
        const int amx = 1 << 22;    // leaf 7.0, EDX
        var (subleaves, _, _, features) = X86Base.CpuId(7, 0);
        return (features & amx) != 0 || (subleaves >= 1 && (X86Base.CpuId(7, 1).Eax & avx512) != 0);
    }

    /// <summary>Puts the thread's precision back.</summary>
    public readonly struct Switch : IDisposable
    {
        private readonly bool _before;

        internal Switch(bool mixed)
        {
            _hasRun &= _isOn; // what ran under an outer switch has still run
            (_before, _isOn) = (_isOn, mixed);
        }

        public void Dispose() => _isOn = _before;
    }
}
