using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Weights;

namespace Labelsmith.Learning.Sounds.Speech;

/// <summary>Where the weights of the voice activity detector are: in the user's cache, to which they come once.</summary>
/// <param name="folder">Of the cache; is made when it is first needed.</param>
/// <param name="npm">The program.</param>
public sealed class SpeechModelFile(string folder, string npm = "npm")
{
    /// <summary>Names a detector of one's own, as <see cref="SpeechDetector"/> takes it.</summary>
    public const string Variable = "LABELSMITH_SPEECH_MODEL";

    private static readonly PinnedWeights _weights = new(
        "speech model", "@ricky0123/vad-web@0.0.31",
        "ePVq8TvB21sdHSxVMZOEIf9JVa7MAYpaIaNXeGgsPOiMCN8xbPCdF2LS5aYj7VRR3ZxzutedgV9ZplV65IA1Fg==",
        "package/dist/silero_vad_v5.onnx", "2623a2953f6ff3d2c1e61740c6cdb7168133479b267dfef114a4a3cc5bdd788f",
        "silero_vad_v5.onnx", Variable);

    private readonly WeightsFile _file = new(_weights, folder, npm);

    /// <summary>In the cache of the user who runs the program.</summary>
    public static SpeechModelFile OfUser() => new(_weights.UserFolder);

    /// <summary>The file's path; it is fetched where it is not there.</summary>
    /// <exception cref="BadDataException">It is not there and cannot be fetched, or is not the one that was pinned.</exception>
    public string Find(CancellationToken cancellation) => _file.Find(cancellation);
}
