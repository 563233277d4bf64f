namespace Labelsmith.Server;

/// <summary>How a server is set up.</summary>
public sealed record ServerOptions
{
    /// <summary>Where everything is kept; made where it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Addresses to listen on. Default <c>http://127.0.0.1:5080</c>; port 0 takes a free one.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:5080"];

    /// <summary>Host names that a browser may use beside those of loopback, where the server listens on loopback alone
    /// (behind a proxy). Where it listens to the network, and none is named, every name is accepted.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>Whose projects these are. Default: who runs the program.</summary>
    public string UserName { get; init; } = Environment.UserName;

    /// <summary>The built web app. Default: <c>wwwroot</c> beside the program.</summary>
    public string WebRoot { get; init; } = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>A folder of sample projects, made at the start where they are not there yet; null: none.</summary>
    public string? SamplesFolder { get; init; }

    /// <summary>The most that one upload may bring, in bytes. Default 50 GB.</summary>
    public long MaximumUploadBytes { get; init; } = 50L << 30;

    /// <summary>Adds what runs beside the server, such as the worker (<see cref="Cluster.Silos.ServingSilo.AddRuns"/>); without
    /// one, runs stay in the queue.</summary>
    public Action<WebApplicationBuilder>? Configure { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
