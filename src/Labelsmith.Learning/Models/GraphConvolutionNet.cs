using Labelsmith.Domain.Datasets;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Models;

/// <summary>Two layers in each of which every node mixes its own features with its neighbours'.</summary>
/// <remarks>Kipf and Welling (2017), "Semi-supervised classification with graph convolutional networks", arXiv:1609.02907:
/// Â relu(Â X W₀ + b₀) W₁ + b₁, Â = D^-½ (A + I) D^-½.</remarks>
internal sealed class GraphConvolutionNet : Module<Tensor, Tensor>
{
    public const int HiddenSize = 16;

    private const double Dropped = 0.5;

    private readonly Parameter _first;          // (F, 16)
    private readonly Parameter _firstOffset;    // (16)
    private readonly Parameter _second;         // (16, K)
    private readonly Parameter _secondOffset;   // (K)

    /// <param name="featureCount">F.</param>
    /// <param name="classes">K.</param>
    public GraphConvolutionNet(int featureCount, int classes) : base(nameof(GraphConvolutionNet))
    {
        _first = new Parameter(init.xavier_uniform_(empty(featureCount, HiddenSize)));
        _firstOffset = new Parameter(zeros(HiddenSize));
        _second = new Parameter(init.xavier_uniform_(empty(HiddenSize, classes)));
        _secondOffset = new Parameter(zeros(classes));
        register_parameter("first", _first);
        register_parameter("first_offset", _firstOffset);
        register_parameter("second", _second);
        register_parameter("second_offset", _secondOffset);
    }

    /// <summary>The graph whose nodes are asked for.</summary>
    public GraphTensors? Graph { get; set; }

    /// <summary>Half the sum of the squared weights of the first layer, which alone decays.</summary>
    public Tensor Weight => _first.square().sum() / 2;

    /// <param name="nodes">Shape (N): numbers of nodes.</param>
    /// <returns>Logits, shape (N, K).</returns>
    public override Tensor forward(Tensor nodes)
    {
        var graph = Graph ?? throw new InvalidOperationException("The network needs a graph.");
        var values = functional.dropout(graph.FeatureValues, Dropped, training);
        var x = graph.Multiply(graph.FeatureNodes, graph.Features, values, _first);      // (all nodes, 16)
        x = functional.relu(graph.Mix(x) + _firstOffset);
        x = functional.dropout(x, Dropped, training).matmul(_second);                    // (all nodes, K)
        return (graph.Mix(x) + _secondOffset).index_select(0, nodes);
    }
}

/// <summary>A graph in the engine's hands: features and normalised edges, as entries of sparse matrices.</summary>
internal sealed class GraphTensors : IDisposable
{
    private readonly int _nodes;
    private readonly Tensor _from;
    private readonly Tensor _to;
    private readonly Tensor _weights;

    public GraphTensors(NodeGraph graph)
    {
        _nodes = graph.NodeCount;
        var nodes = Enumerable.Range(0, _nodes);
        FeatureNodes = Kept([.. nodes.SelectMany(node => Enumerable.Repeat((long)node, graph.Features[node].Length))]);
        Features = Kept([.. graph.Features.SelectMany(row => row).Select(feature => (long)feature)]);
        // each node's features sum to 1
        FeatureValues = tensor([.. graph.Features.SelectMany(row => Enumerable.Repeat(1f / row.Length, row.Length))]).DetachFromDisposeScope();
        (int From, int To)[] edges =
        [
            .. nodes.Select(node => (node, node)), .. graph.Edges, .. graph.Edges.Select(edge => (edge.Other, edge.One)),
        ];
        var degrees = new float[_nodes];
        foreach (var (from, _) in edges)
        {
            degrees[from]++;
        }

        _from = Kept([.. edges.Select(edge => (long)edge.From)]);
        _to = Kept([.. edges.Select(edge => (long)edge.To)]);
        _weights = tensor([.. edges.Select(edge => 1 / MathF.Sqrt(degrees[edge.From] * degrees[edge.To]))]).DetachFromDisposeScope();
    }

    /// <summary>Shape (entries): whose feature each entry is.</summary>
    public Tensor FeatureNodes { get; }

    /// <summary>Shape (entries): the feature's number.</summary>
    public Tensor Features { get; }

    /// <summary>Shape (entries).</summary>
    public Tensor FeatureValues { get; }

    /// <summary>Â x.</summary>
    /// <param name="x">Shape (all nodes, D).</param>
    public Tensor Mix(Tensor x) => Multiply(_from, _to, _weights, x);

    /// <summary>A sparse matrix of one row a node, times a dense one.</summary>
    /// <param name="rows">Shape (entries).</param>
    /// <param name="columns">Shape (entries).</param>
    /// <param name="values">Shape (entries).</param>
    /// <param name="dense">Shape (columns, D).</param>
    public Tensor Multiply(Tensor rows, Tensor columns, Tensor values, Tensor dense) =>
        zeros(_nodes, dense.shape[1]).index_add(0, rows, dense.index_select(0, columns) * values.unsqueeze(1), 1);

    public void Dispose()
    {
        FeatureNodes.Dispose();
        Features.Dispose();
        FeatureValues.Dispose();
        _from.Dispose();
        _to.Dispose();
        _weights.Dispose();
    }

    private static Tensor Kept(long[] values) => tensor(values).DetachFromDisposeScope();
}
