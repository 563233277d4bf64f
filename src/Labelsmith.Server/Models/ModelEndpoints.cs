using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Evaluation;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Reporting;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Server.Runs;
using Labelsmith.Storage;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Runs;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Models;

/// <summary>The registry of a project's models: where they come from, how they compare, which one is in service.</summary>
internal static class ModelEndpoints
{
    public static void MapModels(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/projects/{id:guid}/models", ListAsync).WithTags("Models").WithName("listModels");
        var model = app.MapGroup("/api/models/{id:guid}").WithTags("Models");
        model.MapGet("", ReadAsync).WithName("getModel");
        model.MapGet("/onnx", DownloadAsync).WithName("downloadModel").Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");
        model.MapGet("/comparison", CompareAsync).WithName("compareModels")
            .WithDescription("The metrics of both models on the items that both were tested on and neither learned from, with 95 % intervals of the difference (paired bootstrap).");
        model.MapPost("/promote", PromoteAsync).WithName("promoteModel").ProducesProblem(StatusCodes.Status409Conflict)
            .WithDescription("Puts the model in service: a run begins in which it answers for all items that no person has answered.");
    }

    private static async Task<Ok<IReadOnlyList<ModelView>>> ListAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        await data.RequireProjectAsync(id, cancel);
        var models = await data.Models.ListAsync(id, cancel);
        var serving = Model.InService(models)?.Id;
        return TypedResults.Ok<IReadOnlyList<ModelView>>([.. models.Select(model => View(data, model, serving))]);
    }

    private static async Task<Ok<ModelView>> ReadAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        var model = await RequireAsync(data, id, cancel);
        return TypedResults.Ok(View(data, model, Model.InService(await data.Models.ListAsync(model.ProjectId, cancel))?.Id));
    }

    private static async Task<PhysicalFileHttpResult> DownloadAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        var model = await RequireAsync(data, id, cancel);
        var file = Path.Combine(FolderOf(data, model), ModelFiles.Onnx);
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "application/octet-stream", $"{model.Method}-{model.CreatedAt:yyyyMMdd-HHmm}.onnx")
            : throw new ProblemException(
                StatusCodes.Status404NotFound, "no-onnx", "No ONNX file", $"Models of the method '{model.Method}' are no networks, so there is no ONNX file of this one.");
    }

    private static async Task<Ok<ModelComparison>> CompareAsync(Guid id, Guid with, DataFolder data, CancellationToken cancel)
    {
        var (first, second) = (await RequireAsync(data, id, cancel), await RequireAsync(data, with, cancel));
        if (first.ProjectId != second.ProjectId || first.Id == second.Id)
        {
            throw ProblemException.Invalid("Compare two different models of one project.");
        }

        var sources = new Dictionary<string, ItemSource>();
        await foreach (var full in data.Items.ReadAllAsync(first.ProjectId, withText: false, cancel))
        {
            if (full.Item.Blob is { } blob)
            {
                sources[full.Item.Id.ToString()] = new FileSource(data.Blobs.PathOf(blob));
            }
        }

        try
        {
            var result = await Task.Run(
                () => PairedComparison.Compare(TestOf(data, first), TestOf(data, second), item => sources.GetValueOrDefault(item) ?? new TextSource("")), cancel);
            return TypedResults.Ok(new ModelComparison(first.Id, second.Id, result.ItemCount, result.LeftOut, result.Metrics));
        }
        catch (BadDataException bad)
        {
            throw ProblemException.Conflict("not-comparable", "The models cannot be compared", bad.Message);
        }
    }

    private static async Task<Accepted<RunView>> PromoteAsync(Guid id, DataFolder data, CancellationToken cancel)
    {
        var model = await RequireAsync(data, id, cancel);
        await data.RequireOpenProjectAsync(model.ProjectId, cancel);
        var run = await data.Runs.EnqueueAsync(model.ProjectId, new RunRequest(model.Task, model.Method, Model: model.Id), cancel)
            ?? throw ProblemException.Conflict(
                "run-active", "A run is active", "This project has a run that has not ended: wait until it ends, or cancel it.");
        await data.Models.PromoteAsync(model.Id, cancel);
        return TypedResults.Accepted($"/api/runs/{run.Id}", RunView.Of(run));
    }

    private static (ModelCard Card, string TestFile) TestOf(DataFolder data, Model model) =>
        (ModelCard.Read(FolderOf(data, model)), Path.Combine(data.Path, Path.GetDirectoryName(model.Folder)!, PairedComparison.TestFileName));

    private static string FolderOf(DataFolder data, Model model) => Path.Combine(data.Path, model.Folder);

    private static async Task<Model> RequireAsync(DataFolder data, Guid id, CancellationToken cancel) =>
        await data.Models.FindAsync(id, cancel) ?? throw ProblemException.NotFound("model");

    /// <summary>A model whose files are gone is listed with what the database knows.</summary>
    private static ModelView View(DataFolder data, Model model, Guid? serving)
    {
        var folder = FolderOf(data, model);
        var card = Try(() => ModelCard.Read(folder));
        var report = Try(() => ReportJson.Read(Path.GetDirectoryName(folder)!));
        return new ModelView
        {
            Id = model.Id,
            ProjectId = model.ProjectId,
            RunId = model.RunId,
            Task = model.Task,
            Method = model.Method,
            Architecture = card?.Architecture ?? "",
            Classes = card?.Classes ?? [],
            CreatedAt = model.CreatedAt,
            InService = model.Id == serving,
            Seed = card?.Provenance.Seed ?? 0,
            LabelsUsed = card?.Provenance.LabelsUsed ?? 0,
            Snapshot = model.Snapshot,
            Versions = card?.Provenance.Versions ?? new Dictionary<string, string>(),
            Metrics = report?.Metrics ?? new Dictionary<string, double>(),
            TestItems = report?.Counts.Test,
            HasOnnx = File.Exists(Path.Combine(folder, ModelFiles.Onnx)),
        };
    }

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (BadDataException)
        {
            return null;
        }
    }
}
