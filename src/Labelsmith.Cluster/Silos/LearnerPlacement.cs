using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Labelsmith.Cluster.Silos;

/// <summary>Keeps a grain on silos that learn, whoever calls it.</summary>
/// <remarks>Orleans' own metadata filters compare with the calling silo, which here is the server: it does not learn.</remarks>
[AttributeUsage(AttributeTargets.Class)]
public sealed class LearnerPlacementAttribute() : PlacementFilterAttribute(new LearnerPlacementStrategy());

/// <summary>The strategy that <see cref="LearnerPlacementFilter"/> carries out; it has no settings.</summary>
[GenerateSerializer, Alias("labelsmith.learner-placement")]
public sealed class LearnerPlacementStrategy() : PlacementFilterStrategy(order: 0);

/// <summary>Leaves of the silos on offer those that learn.</summary>
public sealed class LearnerPlacementFilter(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(
        PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos) =>
        silos.Where(silo => Learns(metadata, silo));

    internal static bool Learns(ISiloMetadataCache metadata, SiloAddress silo) =>
        metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(LoopbackCluster.RoleKey) == nameof(SiloRole.Learns);
}
