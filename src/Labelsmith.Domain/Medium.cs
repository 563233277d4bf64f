namespace Labelsmith.Domain;

/// <summary>What the items of a project are. A project holds one medium.</summary>
public enum Medium
{
    Image,
    Text,
    Audio,

    /// <summary>The nodes of a graph. Learned from by the command line; projects hold none.</summary>
    Node,
}
