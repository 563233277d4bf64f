using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Server.Problems;
using Labelsmith.Storage;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Server.Runs;

/// <summary>A run's progress as server-sent events. It is read from the database, where the worker, another process, writes
/// it.</summary>
internal static class RunEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>A comment now and then tells proxies and clients that the line is alive.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void MapRunEvents(this IEndpointRouteBuilder run) =>
        run.MapGet("/events", FollowAsync).WithName("followRun")
            .WithDescription("Each event `run` has a Run as its data: the present state at once, then each change; the stream ends after a final state.")
            .Produces<RunView>(StatusCodes.Status200OK, "text/event-stream");

    private static async Task FollowAsync(
        Guid id, HttpContext context, DataFolder data, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var run = await data.Runs.FindAsync(id, stop.Token) ?? throw ProblemException.NotFound("run");
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(context, run, data, time, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // the reader went away or the server stops: the browser comes back by itself
        }
    }

    private static async Task SendAsync(HttpContext context, Run run, DataFolder data, TimeProvider time, CancellationToken stop)
    {
        var last = "";
        var said = time.GetTimestamp();
        while (true)
        {
            var json = JsonSerializer.Serialize(RunView.Of(run), DomainJson.Options);
            if (json != last)
            {
                await context.Response.WriteAsync($"event: run\ndata: {json}\n\n", stop);
                (last, said) = (json, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(said) > Heartbeat)
            {
                await context.Response.WriteAsync(": alive\n\n", stop);
                said = time.GetTimestamp();
            }

            await context.Response.Body.FlushAsync(stop);
            if (run.IsFinal)
            {
                return;
            }

            await Task.Delay(Pause, time, stop);
            run = await data.Runs.FindAsync(run.Id, stop) ?? run;
        }
    }
}
