using System.Runtime.InteropServices;
using Labelsmith.Domain;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Inference.Onnx;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Text.Tagging;

/// <summary>Writes what a <see cref="TextTagger"/> reads.</summary>
internal static class TaggerFiles
{
    public static void Write(ConditionalRandomField model, TokenVocabulary vocabulary, LearningSet items, LearningContext context)
    {
        using var scope = NewDisposeScope();
        var states = TagStates.Count(items.Classes.Count);
        float[] rows = [.. model.Weights(), .. new float[states]]; // the last one fills up
        var transitions = model.Transitions();
        var weight = tensor(rows, [vocabulary.ColumnCount + 1, states]);
        var graph = new OnnxGraph(TextTagger.Kind);
        var columns = graph.Node("Cast", [graph.Input("columns", "tokens", "seen")], ("to", 7)); // to int64
        var taken = graph.Node("Gather", [graph.Constant(weight), columns], ("axis", 0));
        var sum = graph.Node("ReduceSum", [taken, graph.Constant(tensor(new long[] { 1 }))], ("keepdims", 0));
        graph.Output(sum, "scores", "tokens", states);
        graph.Write(Path.Combine(context.ModelDirectory, ModelFiles.Onnx));
        Safetensors.Write(
            Path.Combine(context.ModelDirectory, ModelFiles.Weights),
            new Dictionary<string, Tensor>
            {
                ["weight"] = weight,
                ["transitions"] = tensor(transitions.Select(value => (float)value).ToArray(), [states, states]),
            });
        new ModelCard
        {
            Kind = TextTagger.Kind,
            Task = TaskKind.Tagging,
            Medium = Medium.Text,
            Classes = items.Classes,
            Architecture = $"Conditional random field on {vocabulary.ColumnCount} features",
            Settings = ModelCard.ToSettings(new TextTaggerSettings(
                TokenFeatures.Description, MemoryMarshal.AsBytes(vocabulary.Buckets).ToArray(), transitions)),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }
}
