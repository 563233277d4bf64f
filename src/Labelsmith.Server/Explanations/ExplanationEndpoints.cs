using Labelsmith.Cluster.Explanations;
using Labelsmith.Cluster.Runs;
using Labelsmith.Domain;
using Labelsmith.Learning.Explaining;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Models;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Explanations;

/// <summary>Why the model that answered for an item answered so. A worker computes it; who goes away stops it.</summary>
internal static class ExplanationEndpoints
{
    public static void MapExplanations(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/items/{id:guid}/explanation", ReadAsync).WithTags("Items").WithName("getItemExplanation")
            .WithDescription("Of the model that predicted the item, else of the classifier in service. `label` explains another label than the most probable one.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Ok<ExplanationView>> ReadAsync(
        Guid id, DataFolder data, ItemExplanations explanations, CancellationToken cancel, string? label = null)
    {
        var item = await data.Items.ReadAsync(id, cancel) ?? throw ProblemException.NotFound("item");
        var project = await data.RequireProjectAsync(item.Item.ProjectId, cancel);
        var model = await FindModelAsync(data, item, cancel) ?? throw new ProblemException(
            StatusCodes.Status404NotFound, "no-model", "No model yet", "No model has learned to answer for whole items of this project yet: let it learn, then ask again.");
        var task = ProjectTask.Of(project.Schema).FirstOrDefault(task => task.Kind == TaskKind.Classification)
            ?? throw NotExplained("The schema asks for no label of the whole item any more, so nothing is left to explain.");
        var name = label is null ? null : task.NameOf(label) ?? throw ProblemException.NotFound("label");
        try
        {
            var explanation = await explanations.ExplainAsync(model.Id, id, name, cancel);
            return TypedResults.Ok(await ViewAsync(data, model, task, explanation, cancel));
        }
        catch (NotExplainedException none)
        {
            throw NotExplained(none.Message);
        }
        catch (NoWorkerException none)
        {
            throw new ProblemException(StatusCodes.Status503ServiceUnavailable, "no-worker", "No worker", none.Message);
        }
    }

    private static async Task<Model?> FindModelAsync(DataFolder data, FullItem item, CancellationToken cancel)
    {
        if (Guid.TryParse(item.Prediction?.ModelId, out var id)
            && await data.Models.FindAsync(id, cancel) is { Task: TaskKind.Classification } predicted)
        {
            return predicted;
        }

        var models = await data.Models.ListAsync(item.Item.ProjectId, cancel);
        return Model.InService(models.Where(model => model.Task == TaskKind.Classification));
    }

    /// <summary>Labels that are gone from the schema have no id, and items that are gone cannot be shown: neighbours without either are left out.</summary>
    private static async Task<ExplanationView> ViewAsync(
        DataFolder data, Model model, ProjectTask task, Explanation explanation, CancellationToken cancel)
    {
        var neighbours = new List<NeighbourView>();
        foreach (var neighbour in explanation.Neighbours)
        {
            if (task.IdOf(neighbour.Label) is { } label
                && await data.Items.FindAsync(Guid.Parse(neighbour.ItemId), cancel) is { DeletedAt: null } item)
            {
                neighbours.Add(new NeighbourView
                {
                    ItemId = item.Id,
                    Name = item.Name,
                    Excerpt = item.Excerpt,
                    Label = label,
                    Similarity = neighbour.Similarity,
                });
            }
        }

        return new ExplanationView
        {
            ModelId = model.Id,
            Method = explanation.Method,
            Label = task.IdOf(explanation.Class) ?? throw NotExplained(
                $"The label '{explanation.Class}', which the model gives, is gone from the schema: let it learn again."),
            Probability = explanation.Probability,
            HeatMap = explanation.HeatMap,
            Words = explanation.Words,
            Neighbours = neighbours,
        };
    }

    private static ProblemException NotExplained(string sentence) =>
        ProblemException.Conflict("not-explained", "Cannot be explained", sentence);
}
