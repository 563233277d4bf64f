using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Inference;

/// <summary>The settings of a <see cref="NodeClassifier"/>.</summary>
/// <param name="FeatureCount">Of the graph that was learned from.</param>
public sealed record NodeClassifierSettings(int FeatureCount);

/// <summary>Puts nodes into classes, each by its features and its neighbours', in any graph with the same features. Runs on
/// libtorch: ONNX has no handy words for sparse graphs.</summary>
public sealed class NodeClassifier : IItemModel
{
    public const string Kind = "node-classification";

    private readonly GraphConvolutionNet _network;
    private readonly int _featureCount;
    private NodeGraph? _graph;
    private float[][] _probabilities = [];

    /// <exception cref="BadDataException">The folder's files do not belong together.</exception>
    public NodeClassifier(string directory, ModelCard card)
    {
        _featureCount = card.SettingsAs<NodeClassifierSettings>().FeatureCount;
        _network = new GraphConvolutionNet(_featureCount, card.Classes.Count);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        var (weights, _) = Safetensors.Read(Path.Combine(directory, ModelFiles.Weights));
        foreach (var (name, parameter) in _network.named_parameters())
        {
            if (!weights.TryGetValue(name, out var weight) || !weight.shape.SequenceEqual(parameter.shape))
            {
                throw new BadDataException($"{directory} mixes files of different models: copy the model's folder again.");
            }

            parameter.copy_(weight);
        }

        _network.eval();
    }

    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item.Source is NodeSource node
                ? new ClassOutput(item.Id, Of(node.Graph)[node.Node])
                : new UnreadableOutput(item.Id, new Fault(item.Id, "This item is no node of a graph: leave it out."));
        }
    }

    public void Dispose() => _network.Dispose();

    internal static void Write(GraphConvolutionNet network, int featureCount, IReadOnlyList<string> classes, LearningContext context)
    {
        Safetensors.Write(Path.Combine(context.ModelDirectory, ModelFiles.Weights), network.state_dict());
        new ModelCard
        {
            Kind = Kind,
            Task = TaskKind.Classification,
            Medium = Medium.Node,
            Classes = classes,
            Architecture = $"Graph convolution, 2 layers, {GraphConvolutionNet.HiddenSize} hidden",
            Settings = ModelCard.ToSettings(new NodeClassifierSettings(featureCount)),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    /// <summary>All nodes at once: none can be answered without its neighbours.</summary>
    private float[][] Of(NodeGraph graph)
    {
        if (graph == _graph)
        {
            return _probabilities;
        }

        if (graph.FeatureCount > _featureCount)
        {
            throw new BadDataException($"The graph's nodes have {graph.FeatureCount} features, but the model knows {_featureCount}: choose another model.");
        }

        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var tensors = new GraphTensors(graph);
        _network.Graph = tensors;
        var probabilities = _network.forward(arange(graph.NodeCount, int64)).softmax(1);
        _probabilities = [.. probabilities.data<float>().ToArray().Chunk((int)probabilities.shape[1])];
        (_graph, _network.Graph) = (graph, null);
        return _probabilities;
    }
}
