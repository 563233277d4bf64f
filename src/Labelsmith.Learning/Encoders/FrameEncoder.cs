using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;

namespace Labelsmith.Learning.Encoders;

/// <summary>A frozen encoder of the Segment Anything class, in ONNX Runtime.</summary>
/// <remarks>Kirillov et al. (2023), "Segment anything", arXiv:2304.02643. It sees a frame at twice its size, 1024 pixels a side, with
/// ImageNet's mean and deviation, and describes every block of 8 × 8 pixels of the frame by 256 numbers.</remarks>
internal sealed class FrameEncoder : IDisposable
{
    /// <summary>Width and height of a frame, in pixels.</summary>
    public const int FrameSide = 512;

    /// <summary>Width and height of a block, in pixels.</summary>
    public const int Block = 8;

    /// <summary>Numbers a block.</summary>
    public const int Depth = 256;

    /// <summary>As many planes of single pixels hold the numbers of the blocks.</summary>
    public const int Planes = Depth / (Block * Block);

    /// <summary>Blocks a side of a frame.</summary>
    public const int Blocks = FrameSide / Block;

    private const int Side = 1024;

    private static readonly ImageInput _input = new(3, [0.485f, 0.456f, 0.406f], [0.229f, 0.224f, 0.225f]);

    private readonly OnnxSession _session;

    /// <exception cref="BadDataException">The file is no such encoder.</exception>
    public FrameEncoder(string file)
    {
        _session = new OnnxSession(file);
        if (!Fits(_session.InputShape, 3, Side, Side) || !Fits(_session.OutputShape, Depth, Blocks, Blocks))
        {
            _session.Dispose();
            throw new BadDataException($"{file} is no image encoder: it needs the input (N, 3, {Side}, {Side}) and the output (N, {Depth}, {Blocks}, {Blocks}).");
        }
    }

    /// <param name="frame">Of <see cref="FrameSide"/> pixels a side.</param>
    /// <returns>Shape (Depth × Blocks × Blocks); half precision, for there are many.</returns>
    public Half[] Encode(PixelSource frame)
    {
        var large = ImageScaling.Resize(ImageScaling.ToChannels(frame, 3), Side, Side);
        var input = new float[3 * Side * Side];
        _input.Normalise(large.Pixels.Span, input);
        return Array.ConvertAll(_session.Run(input, 1, 3, Side, Side), value => (Half)value);
    }

    /// <summary>Lays the numbers of blocks out over their pixels, as ONNX's DepthToSpace and its inverse do: the number at (by, bx, p) of a
    /// block, by · Block · Planes + bx · Planes + p in all, goes to its pixel (bx, by) in plane p.</summary>
    /// <param name="left">The first column of blocks.</param>
    /// <param name="top">The first row of blocks.</param>
    /// <param name="side">Blocks a side.</param>
    /// <param name="into">Shape (Planes × side · Block × side · Block).</param>
    public static void Spread(ReadOnlySpan<Half> numbers, int left, int top, int side, Span<float> into)
    {
        var width = side * Block;
        for (var depth = 0; depth < Depth; depth++)
        {
            var (plane, bx, by) = (depth % Planes, depth / Planes % Block, depth / (Planes * Block));
            for (var y = 0; y < side; y++)
            {
                var from = numbers.Slice((((depth * Blocks) + top + y) * Blocks) + left, side);
                var to = (((plane * width) + (y * Block) + by) * width) + bx;
                for (var x = 0; x < side; x++)
                {
                    into[to + (x * Block)] = (float)from[x];
                }
            }
        }
    }

    public void Dispose() => _session.Dispose();

    /// <summary>-1 fits everything.</summary>
    private static bool Fits(IReadOnlyList<int> shape, params ReadOnlySpan<int> wanted)
    {
        var fits = shape.Count == wanted.Length + 1;
        for (var i = 0; fits && i < wanted.Length; i++)
        {
            fits = shape[i + 1] == wanted[i] || shape[i + 1] < 0;
        }

        return fits;
    }
}
