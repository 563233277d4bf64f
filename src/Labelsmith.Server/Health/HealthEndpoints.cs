using Labelsmith.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Labelsmith.Server.Health;

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder app) => app.MapHealthChecks("/health").AllowAnonymous();
}

/// <summary>The database answers.</summary>
internal sealed class DatabaseCheck(DataFolder data) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await data.Projects.ListAsync(cancel: cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
