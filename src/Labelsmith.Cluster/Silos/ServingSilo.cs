using Labelsmith.Cluster.Runs;
using Labelsmith.Cluster.Workers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Labelsmith.Cluster.Silos;

/// <summary>Lets a server have its runs carried out.</summary>
public static class ServingSilo
{
    /// <summary>Makes the server the cluster's primary silo and starts one worker as its child. The services must hold
    /// a <see cref="Storage.DataFolder"/>.</summary>
    /// <param name="dataFolder">Absolute.</param>
    public static void AddRuns(this IHostApplicationBuilder builder, string dataFolder)
    {
        var port = LoopbackCluster.FindFreePort();
        builder.UseOrleans(silo => silo.Join(SiloRole.Serves, port, port));
        builder.Services.AddSingleton(WorkerCommand.OfThisProgram(new WorkerOptions(dataFolder, port)));
        builder.Services.AddHostedService<WorkerProcess>();
        builder.Services.AddHostedService<RunDispatcher>();
    }
}
