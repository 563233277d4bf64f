namespace Labelsmith.Cluster.Silos;

/// <summary>What a silo of the cluster is for; told to the others in its metadata.</summary>
public enum SiloRole
{
    /// <summary>Answers people. Native memory and crashes of learning stay away from it.</summary>
    Serves,

    /// <summary>Trains and predicts.</summary>
    Learns,
}
