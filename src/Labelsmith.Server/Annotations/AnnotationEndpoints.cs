using System.Security.Claims;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Labelsmith.Storage.Annotations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Annotations;

/// <summary>People's answers: saving, and accepting what a model has answered.</summary>
internal static class AnnotationEndpoints
{
    public static void MapAnnotations(this IEndpointRouteBuilder app)
    {
        app.MapPut("/api/items/{id:guid}/annotation", SaveAsync).WithTags("Annotations").WithName("saveAnnotation")
            .Produces<StaleVersionProblem>(StatusCodes.Status409Conflict, "application/problem+json");
        app.MapGet("/api/items/{id:guid}/history", ReadHistoryAsync).WithTags("Annotations").WithName("getAnnotationHistory");
        app.MapPost("/api/projects/{id:guid}/predictions/accept", AcceptAsync).WithTags("Annotations").WithName("acceptPredictions");
        app.MapPost("/api/batches/{id:guid}/undo", UndoAsync).WithTags("Annotations").WithName("undoBatch");
    }

    private static async Task<Ok<Annotation>> SaveAsync(
        Guid id, AnnotationSave save, ClaimsPrincipal caller, DataFolder data, TimeProvider time, CancellationToken cancel)
    {
        var item = await data.Items.FindAsync(id, cancel) ?? throw ProblemException.NotFound("item");
        var project = await data.RequireOpenProjectAsync(item.ProjectId, cancel);
        var text = item.Blob is null ? await data.Items.ReadTextAsync(item, cancel) : null;
        if (new AnswerCheck(project.Schema, item.Width, item.Height, text?.Length).FindFault(save.Answers) is { } fault)
        {
            throw ProblemException.Invalid(fault);
        }

        return await data.Annotations.SaveAsync(id, save.Version, save.State, save.Answers, caller.UserName(), cancel) switch
        {
            SaveResult.Saved saved => TypedResults.Ok(saved.Annotation),
            SaveResult.Stale stale => throw Stale(
                stale, new Annotation(save.Answers, save.State, save.Version, caller.UserName(), time.GetUtcNow())),
            _ => throw ProblemException.NotFound("item"),
        };
    }

    private static async Task<Ok<IReadOnlyList<Annotation>>> ReadHistoryAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        _ = await data.Items.FindAsync(id, cancel) ?? throw ProblemException.NotFound("item");
        return TypedResults.Ok(await data.Annotations.ReadHistoryAsync(id, cancel));
    }

    private static async Task<Ok<AcceptedPredictions>> AcceptAsync(
        Guid id, AcceptPredictions accept, ClaimsPrincipal caller, DataFolder data, CancellationToken cancel)
    {
        await data.RequireOpenProjectAsync(id, cancel);
        if (accept.MinScore is not (>= 0 and <= 1))
        {
            throw ProblemException.Invalid($"A score lies between 0 and 1, not at {accept.MinScore}.");
        }

        var (batch, accepted) = await data.Batches.AcceptAsync(id, accept.MinScore, caller.UserName(), cancel);
        return TypedResults.Ok(new AcceptedPredictions(batch, accepted));
    }

    private static async Task<Ok<UndoneBatch>> UndoAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        TypedResults.Ok(new UndoneBatch(await data.Batches.UndoAsync(id, cancel) ?? throw ProblemException.NotFound("batch")));

    private static ProblemException Stale(SaveResult.Stale stale, Annotation yours) =>
        new(
            StatusCodes.Status409Conflict, "stale-version", "Somebody saved before you",
            stale.Theirs is { } theirs
                ? $"{theirs.Author} has saved this item since you opened it: compare, and save again what you want to keep."
                : "The accepted prediction that you had open was taken back: reload the item, and save again what you want to keep.")
        {
            Extensions = { ["yours"] = yours, ["theirs"] = stale.Theirs, ["version"] = stale.Version },
        };
}

/// <summary>Both sides of a conflict.</summary>
public sealed record StaleVersionProblem
{
    public required string Type { get; init; }
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Detail { get; init; }

    /// <summary>What was sent.</summary>
    public required Annotation Yours { get; init; }

    /// <summary>What is saved; left out where an acceptance was undone.</summary>
    public Annotation? Theirs { get; init; }

    /// <summary>What a save that replaces theirs must name as its base.</summary>
    public required int Version { get; init; }
}
