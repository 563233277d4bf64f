using Labelsmith.Learning.Inference.Onnx;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Sounds.Speech;

/// <summary>Detectors in the place of Silero's, whose weights are not part of the tests.</summary>
internal static class LoudnessDetector
{
    /// <summary>Loud is speech: the logistic of the logarithm of power, one half at 40 dB below full scale.</summary>
    public static void Write(string file) => Write(file, (graph, heard, state) =>
    {
        using var scope = NewDisposeScope();
        var power = graph.Node("ReduceMean", [graph.Node("Mul", [heard, heard])], ("axes", new[] { 1L }), ("keepdims", 1));
        var floored = graph.Node("Add", [power, graph.Constant(tensor(1e-9f))]);
        var level = graph.Node("Sub", [graph.Node("Log", [floored]), graph.Constant(tensor(MathF.Log(1e-4f)))]);
        return (graph.Node("Sigmoid", [level]), state);
    });

    /// <summary>Counts frames in its state, and answers with their number and a hundredth of the first sample that it hears.</summary>
    public static void WriteCounter(string file) => Write(file, (graph, heard, state) =>
    {
        using var scope = NewDisposeScope();
        var first = graph.Node("Slice", [heard, graph.Constant(tensor(new[] { 0L })), graph.Constant(tensor(new[] { 1L })), graph.Constant(tensor(new[] { 1L }))]);
        var count = graph.Node("ReduceMean", [state], ("axes", new[] { 0L, 2L }), ("keepdims", 0));
        var answer = graph.Node("Add", [graph.Node("Mul", [first, graph.Constant(tensor(0.01f))]), count]);
        return (answer, graph.Node("Add", [state, graph.Constant(tensor(1f))]));
    });

    private static void Write(string file, Func<OnnxGraph, string, string, (string Probability, string State)> build)
    {
        var graph = new OnnxGraph("detector");
        var (probability, state) = build(graph, graph.Input("input", 1, 576), graph.Input("state", 2, 1, 128));
        graph.Output(probability, "output", 1, 1);
        graph.Output(state, "stateN", 2, 1, 128);
        graph.Write(file);
    }
}
