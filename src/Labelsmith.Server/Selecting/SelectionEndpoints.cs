using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Selection;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Selections;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Selecting;

/// <summary>Choosing what the queue asks about first: a worker does it, the database tells.</summary>
internal static class SelectionEndpoints
{
    public static void MapSelections(this IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/projects/{id:guid}/selection").WithTags("Items");
        project.MapGet("", ReadAsync).WithName("getSelection");
        project.MapPut("", ChangeAsync).WithName("changeSelection")
            .WithDescription("Chooses anew, by this strategy from now on. `state` is `wanted` until a worker has.");
    }

    private static async Task<Ok<SelectionView>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        await data.RequireProjectAsync(id, cancel);
        return TypedResults.Ok(await ViewAsync(await data.Selections.FindAsync(id, cancel), data, cancel));
    }

    private static async Task<Ok<SelectionView>> ChangeAsync(Guid id, NewSelection selection, DataFolder data, CancellationToken cancel)
    {
        await data.RequireOpenProjectAsync(id, cancel);
        try
        {
            SelectionCatalog.Resolve(selection.Strategy, await HasModelAsync(id, data, cancel));
        }
        catch (BadDataException bad)
        {
            throw ProblemException.Invalid(bad.Message);
        }

        return TypedResults.Ok(await ViewAsync(await data.Selections.RequestAsync(id, selection.Strategy, cancel), data, cancel));
    }

    private static async Task<SelectionView> ViewAsync(Selection selection, DataFolder data, CancellationToken cancel)
    {
        var hasModel = await HasModelAsync(selection.ProjectId, data, cancel);
        return new SelectionView
        {
            Strategy = selection.Strategy,
            State = selection.State,
            ChosenBy = selection.ChosenBy,
            Chosen = selection.Chosen,
            Error = selection.Error,
            Strategies =
            [
                .. SelectionCatalog.All.Select(strategy => new StrategyView(
                    strategy.Key, strategy.Title, strategy.Description, hasModel || !strategy.AsksModel)),
            ],
        };
    }

    private static async Task<bool> HasModelAsync(Guid project, DataFolder data, CancellationToken cancel) =>
        (await data.Models.ListAsync(project, cancel)).Count > 0;
}
