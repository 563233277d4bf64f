namespace Labelsmith.Cluster.Workers;

/// <summary>What a worker process is told at its start.</summary>
/// <param name="DataFolder">The server's data folder, absolute.</param>
/// <param name="PrimaryPort">Where the server's silo listens on loopback.</param>
public sealed record WorkerOptions(string DataFolder, int PrimaryPort);
