using Labelsmith.Server.Documentation;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Items;

/// <summary>Lists, the queue, single items and the trash.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/projects/{id:guid}").WithTags("Items");
        project.MapGet("/items", ListAsync).WithName("listItems");
        project.MapGet("/queue", ReadQueueAsync).WithName("getQueue");
        var item = app.MapGroup("/api/items/{id:guid}").WithTags("Items");
        item.MapGet("", ReadAsync).WithName("getItem");
        item.MapDelete("", DeleteAsync).WithName("deleteItem");
        item.MapPost("/restore", RestoreAsync).WithName("restoreItem");
    }

    private static async Task<Ok<ItemPageView>> ListAsync(
        Guid id, [AsParameters] ItemFilter filter, DataFolder data, CancellationToken cancel)
    {
        await data.RequireProjectAsync(id, cancel);
        var page = await data.Items.ListAsync(id, filter.ToQuery(), cancel);
        return TypedResults.Ok(
            new ItemPageView { Items = [.. page.Items.Select(ItemSummary.Of)], Total = page.Total, Next = page.Next });
    }

    private static async Task<Ok<IReadOnlyList<ItemSummary>>> ReadQueueAsync(
        Guid id, DataFolder data, CancellationToken cancel, Guid? after = null, Word<QueueDirection>? direction = null, int count = 1)
    {
        await data.RequireProjectAsync(id, cancel);
        var items = await data.Items.ReadQueueAsync(
            id, after, direction?.Value == QueueDirection.Previous, Math.Clamp(count, 1, 100), cancel);
        await data.Selections.RequestIfUsedUpAsync(id, cancel);
        return TypedResults.Ok<IReadOnlyList<ItemSummary>>([.. items.Select(ItemSummary.Of)]);
    }

    private static async Task<Ok<ItemView>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        TypedResults.Ok(ItemView.Of(await data.Items.ReadAsync(id, cancel) ?? throw ProblemException.NotFound("item")));

    private static async Task<NoContent> DeleteAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        await data.Items.DeleteAsync(id, cancel) ? TypedResults.NoContent() : throw ProblemException.NotFound("item");

    private static async Task<Ok<ItemView>> RestoreAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        await data.Items.RestoreAsync(id, cancel); // restoring twice is no fault
        return await ReadAsync(id, data, cancel);
    }
}
