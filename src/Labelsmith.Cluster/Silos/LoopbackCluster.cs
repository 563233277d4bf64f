using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Labelsmith.Cluster.Silos;

/// <summary>The cluster of one machine: the server is its primary silo, workers join it on loopback.</summary>
public static class LoopbackCluster
{
    internal const string RoleKey = "labelsmith.role";

    /// <summary>A port that was free a moment ago.</summary>
    public static int FindFreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Makes a silo a member of the cluster whose primary listens on <paramref name="primaryPort"/>.</summary>
    /// <param name="siloPort">Where this silo listens for others; equal to <paramref name="primaryPort"/> for the primary.</param>
    public static void Join(this ISiloBuilder silo, SiloRole role, int siloPort, int primaryPort)
    {
        silo.UseLocalhostClustering(
            siloPort,
            gatewayPort: FindFreePort(),
            primarySiloEndpoint: new IPEndPoint(IPAddress.Loopback, primaryPort),
            serviceId: "labelsmith",
            clusterId: "labelsmith");
        silo.UseSiloMetadata(new Dictionary<string, string> { [RoleKey] = role.ToString() });
        silo.Services.AddPlacementFilter<LearnerPlacementStrategy, LearnerPlacementFilter>(ServiceLifetime.Singleton);

        // A killed worker is to be missed within seconds; it stands on the same machine, so a probe is never slow.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(2);
            membership.NumMissedProbesLimit = 2;
        });

        // A worker that is still starting or has just died is a normal state, which RunDispatcher waits out.
        silo.Services.AddLogging(logging => logging
            .AddFilter("Orleans", LogLevel.Error)
            .AddFilter("Orleans.Messaging", LogLevel.None)
            .AddFilter("Polly", LogLevel.None));
    }
}
