namespace Labelsmith.Domain.Datasets;

/// <summary>Where an item's content is.</summary>
public abstract record ItemSource;

/// <summary>In a file of its own.</summary>
/// <param name="Path">Absolute.</param>
public sealed record FileSource(string Path) : ItemSource;

/// <summary>A text that is here already.</summary>
public sealed record TextSource(string Text) : ItemSource;

/// <summary>An image that is here already, decoded.</summary>
/// <param name="Width">In pixels.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Channels">1 grey, 3 red-green-blue.</param>
/// <param name="Pixels">Shape (Height × Width × Channels), 8 bits each.</param>
public sealed record PixelSource(int Width, int Height, int Channels, ReadOnlyMemory<byte> Pixels) : ItemSource;

/// <summary>A recording that is here already, decoded.</summary>
/// <param name="SampleRate">In hertz.</param>
/// <param name="Channels">1 or more.</param>
/// <param name="Samples">Shape (frames × Channels); full scale is -1 to 1, and nothing cuts what lies beyond.</param>
public sealed record SoundSource(int SampleRate, int Channels, ReadOnlyMemory<float> Samples) : ItemSource;

/// <summary>A node of a graph, which comes with it: what a node is, its neighbours tell too.</summary>
/// <param name="Graph">The same object for all nodes of a graph.</param>
/// <param name="Node">Its number in the graph, from 0.</param>
public sealed record NodeSource(NodeGraph Graph, int Node) : ItemSource;
