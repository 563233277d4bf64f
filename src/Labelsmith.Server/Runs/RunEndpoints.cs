using Labelsmith.Cluster.Runs;
using Labelsmith.Domain;
using Labelsmith.Learning.Methods;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Runs;

/// <summary>Learning: what can be learned, starting and stopping. The worker does it; the database tells.</summary>
internal static class RunEndpoints
{
    /// <summary>A week.</summary>
    private const double MostMinutes = 7 * 24 * 60;

    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/projects/{id:guid}").WithTags("Runs");
        project.MapGet("/methods", ListMethodsAsync).WithName("listMethods");
        project.MapGet("/runs", ListAsync).WithName("listRuns");
        project.MapPost("/runs", StartAsync).WithName("startRun").ProducesProblem(StatusCodes.Status409Conflict);
        var run = app.MapGroup("/api/runs/{id:guid}").WithTags("Runs");
        run.MapGet("", ReadAsync).WithName("getRun");
        run.MapPost("/cancel", CancelAsync).WithName("cancelRun");
        run.MapRunEvents();
        run.MapRunReports();
    }

    private static async Task<Ok<IReadOnlyList<TaskView>>> ListMethodsAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        TypedResults.Ok(TasksOf(await data.RequireProjectAsync(id, cancel)));

    private static async Task<Ok<IReadOnlyList<RunView>>> ListAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        await data.RequireProjectAsync(id, cancel);
        return TypedResults.Ok<IReadOnlyList<RunView>>([.. (await data.Runs.ListAsync(id, cancel: cancel)).Select(RunView.Of)]);
    }

    private static async Task<Accepted<RunView>> StartAsync(Guid id, NewRun run, DataFolder data, CancellationToken cancel)
    {
        var project = await data.RequireOpenProjectAsync(id, cancel);
        Check(project, run);
        var queued = await data.Runs.EnqueueAsync(
            id, new RunRequest(run.Task, run.Method ?? MethodCatalog.Automatic, run.Minutes, run.Seed ?? 0), cancel)
            ?? throw ProblemException.Conflict(
                "run-active", "A run is active", "This project is learning already: wait until that run ends, or cancel it.");
        return TypedResults.Accepted($"/api/runs/{queued.Id}", RunView.Of(queued));
    }

    private static async Task<Ok<RunView>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        TypedResults.Ok(RunView.Of(await data.Runs.FindAsync(id, cancel) ?? throw ProblemException.NotFound("run")));

    private static async Task<Accepted<RunView>> CancelAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        TypedResults.Accepted($"/api/runs/{id}", RunView.Of(await data.Runs.RequestCancelAsync(id, cancel)
            ?? throw ProblemException.NotFound("run")));

    private static void Check(Project project, NewRun run)
    {
        if (run.Minutes is not (null or (> 0 and <= MostMinutes)))
        {
            throw ProblemException.Invalid($"A run takes more than 0 and at most {MostMinutes} minutes, not {run.Minutes}.");
        }

        var tasks = TasksOf(project);
        if (tasks.Count == 0)
        {
            throw ProblemException.Invalid(
                "Nothing can be learned from this project's schema yet: ask for labels or a number of each item, or for boxes, masks, polygons or spans.");
        }

        if (run.Task is { } kind && tasks.All(task => task.Task != kind))
        {
            throw ProblemException.Invalid($"This project poses no task '{Word(kind)}': choose {string.Join(" or ", tasks.Select(task => Word(task.Task)))}.");
        }

        var methods = tasks.Where(task => run.Task is null || task.Task == run.Task).SelectMany(task => task.Methods)
            .Select(method => method.Key).Distinct().ToList();
        if (run.Method is not null && !methods.Contains(run.Method))
        {
            throw ProblemException.Invalid($"There is no method '{run.Method}' for this: choose {string.Join(" or ", methods)}.");
        }
    }

    private static IReadOnlyList<TaskView> TasksOf(Project project) =>
    [
        .. from task in ProjectTask.Of(project.Schema)
           let methods = MethodCatalog.All.Where(method => !method.NeedsFunctions && method.Find(task.Kind, project.Medium) is not null).ToList()
           where methods.Count > 0
           select new TaskView(
               task.Kind,
               task.Control.Title,
               [
                   new MethodView(MethodCatalog.Automatic, "Automatic", "Tries the methods that may suit the data on labels held back, and learns by the best."),
                   .. methods.Select(method => new MethodView(method.Key, method.Title, method.Description)),
               ]),
    ];

    private static string Word(TaskKind kind) => kind.ToString().ToLowerInvariant();
}
