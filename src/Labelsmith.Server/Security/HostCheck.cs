using System.Net;
using Labelsmith.Server.Problems;

namespace Labelsmith.Server.Security;

/// <summary>A page of another site can point its own name at 127.0.0.1 (DNS rebinding) and so become "same origin" with a
/// server on loopback. Its requests still carry that name, by which they are refused.</summary>
internal static class HostCheck
{
    public static IApplicationBuilder UseHostCheck(this IApplicationBuilder app, ServerOptions options)
    {
        var onLoopback = options.Urls.All(url => IsLoopback(BindingAddress.Parse(url).Host));
        return !onLoopback && options.Hosts.Count == 0
            ? app
            : app.Use(async (context, next) =>
            {
                var host = context.Request.Host.Host;
                if (!IsLoopback(host) && !options.Hosts.Contains(host, StringComparer.OrdinalIgnoreCase))
                {
                    throw new ProblemException(
                        StatusCodes.Status400BadRequest, "host", "Unknown host name",
                        $"This server does not answer to the name '{host}': use localhost or 127.0.0.1, or start it with that name.");
                }

                await next(context);
            });
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
