using System.Security.Cryptography;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Inference;

/// <summary>The settings of a <see cref="NodeTable"/>.</summary>
/// <param name="Graph">A hash of the graph that the answers are for.</param>
public sealed record NodeTableSettings(string Graph);

/// <summary>Answers that were found for the nodes of one graph, and hold for it alone.</summary>
public sealed class NodeTable : IItemModel
{
    public const string Kind = "node-table";

    private const string TensorName = "probabilities";

    private readonly string _fingerprint;
    private readonly float[][] _probabilities; // (nodes, K)
    private NodeGraph? _known;

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public NodeTable(string directory, ModelCard card)
    {
        _fingerprint = card.SettingsAs<NodeTableSettings>().Graph;
        using var scope = NewDisposeScope();
        var (tensors, _) = Safetensors.Read(Path.Combine(directory, ModelFiles.Weights));
        _probabilities = tensors.TryGetValue(TensorName, out var table) && table.dim() == 2 && table.shape[1] == card.Classes.Count
            ? [.. table.data<float>().ToArray().Chunk(card.Classes.Count)]
            : throw new BadDataException($"{directory} mixes files of different models: copy the model's folder again.");
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item.Source is NodeSource node && Knows(node.Graph)
                ? new ClassOutput(item.Id, _probabilities[node.Node])
                : new UnreadableOutput(item.Id, new Fault(item.Id, "The model holds answers for another graph: let it learn again from this one."));
        }
    }

    public void Dispose()
    {
    }

    internal static void Write(float[][] probabilities, NodeGraph graph, IReadOnlyList<string> classes, LearningContext context)
    {
        using var scope = NewDisposeScope();
        Safetensors.Write(Path.Combine(context.ModelDirectory, ModelFiles.Weights), new Dictionary<string, Tensor>
        {
            [TensorName] = tensor([.. probabilities.SelectMany(row => row)], [probabilities.Length, classes.Count]),
        });
        new ModelCard
        {
            Kind = Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Node,
            Classes = classes,
            Architecture = $"Answers for {probabilities.Length} nodes",
            Settings = ModelCard.ToSettings(new NodeTableSettings(Fingerprint(graph))),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    private bool Knows(NodeGraph graph)
    {
        if (graph != _known && graph.NodeCount == _probabilities.Length && Fingerprint(graph) == _fingerprint)
        {
            _known = graph;
        }

        return graph == _known;
    }

    private static string Fingerprint(NodeGraph graph)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(graph.NodeCount));
        foreach (var (one, other) in graph.Edges)
        {
            hash.AppendData(BitConverter.GetBytes(one));
            hash.AppendData(BitConverter.GetBytes(other));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
