using Labelsmith.Domain;
using Labelsmith.Domain.Schema;
using Labelsmith.Server.Problems;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Projects;

internal static class ProjectEndpoints
{
    private const int LongestName = 200;

    public static void MapProjects(this IEndpointRouteBuilder app)
    {
        var projects = app.MapGroup("/api/projects").WithTags("Projects");
        projects.MapGet("", ListAsync).WithName("listProjects");
        projects.MapPost("", CreateAsync).WithName("createProject");
        projects.MapGet("/{id:guid}", ReadAsync).WithName("getProject");
        projects.MapPatch("/{id:guid}", ChangeAsync).WithName("changeProject").ProducesProblem(StatusCodes.Status409Conflict);
        projects.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteProject");
        projects.MapPost("/{id:guid}/restore", RestoreAsync).WithName("restoreProject");
    }

    private static async Task<Ok<IReadOnlyList<ProjectView>>> ListAsync(
        ProjectViews views, DataFolder data, CancellationToken cancel, bool deleted = false) =>
        TypedResults.Ok(await views.OfAsync(await data.Projects.ListAsync(deleted, cancel), cancel));

    private static async Task<Created<ProjectView>> CreateAsync(
        NewProject project, ProjectViews views, DataFolder data, CancellationToken cancel)
    {
        Check(project.Name, project.Medium, project.Schema);
        var made = await data.Projects.AddAsync(project.Name.Trim(), project.Medium, project.Schema, cancel: cancel);
        return TypedResults.Created($"/api/projects/{made.Id}", await views.OfAsync(made, cancel));
    }

    private static async Task<Ok<ProjectView>> ReadAsync(
        Guid id, ProjectViews views, DataFolder data, CancellationToken cancel) =>
        TypedResults.Ok(await views.OfAsync(await data.RequireProjectAsync(id, cancel), cancel));

    private static async Task<Ok<ProjectView>> ChangeAsync(
        Guid id, ProjectPatch patch, ProjectViews views, DataFolder data, CancellationToken cancel)
    {
        var project = await data.RequireProjectAsync(id, cancel);
        Check(patch.Name ?? project.Name, project.Medium, patch.Schema ?? project.Schema);
        var change = await data.Projects.ChangeAsync(id, patch.Name?.Trim(), patch.Schema, patch.Guidelines, cancel);
        if (change.InUse.Count > 0)
        {
            throw LabelInUse(project.Schema, change.InUse);
        }

        return TypedResults.Ok(await views.OfAsync(change.Project ?? throw ProblemException.NotFound("project"), cancel));
    }

    private static async Task<NoContent> DeleteAsync(Guid id, DataFolder data, CancellationToken cancel) =>
        await data.Projects.DeleteAsync(id, cancel) ? TypedResults.NoContent() : throw ProblemException.NotFound("project");

    private static async Task<Ok<ProjectView>> RestoreAsync(
        Guid id, ProjectViews views, DataFolder data, CancellationToken cancel)
    {
        await data.Projects.RestoreAsync(id, cancel); // restoring twice is no fault
        return TypedResults.Ok(await views.OfAsync(await data.RequireProjectAsync(id, cancel), cancel));
    }

    private static void Check(string name, Medium medium, LabelSchema schema)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName)
        {
            throw ProblemException.Invalid($"A project needs a name of at most {LongestName} characters.");
        }

        if (medium == Medium.Node)
        {
            throw ProblemException.Invalid("Projects hold no nodes of graphs: learn from these by the command line.");
        }

        if (schema.FindFault() is { } fault)
        {
            throw ProblemException.Invalid(fault);
        }

        var strange = schema.Controls.FirstOrDefault(
            control => control.Kind == ControlKind.Regions && control.RegionKinds.Any(kind => MediumOf(kind) != medium));
        if (strange is not null)
        {
            throw ProblemException.Invalid(medium switch
            {
                Medium.Text => $"'{strange.Title}' asks for regions of images or sound, but the items are texts: ask for spans.",
                Medium.Image => $"'{strange.Title}' asks for regions of texts or sound, but the items are images: ask for boxes, polygons or masks.",
                _ => $"'{strange.Title}' asks for regions of images or texts, but the items are recordings: ask for segments.",
            });
        }
    }

    private static Medium MediumOf(RegionKind kind) => kind switch
    {
        RegionKind.Span => Medium.Text,
        RegionKind.Segment => Medium.Audio,
        _ => Medium.Image,
    };

    private static ProblemException LabelInUse(LabelSchema schema, IReadOnlyDictionary<string, int> uses)
    {
        var names = schema.Controls.SelectMany(control => control.Labels).DistinctBy(label => label.Id).ToDictionary(
            label => label.Id, label => label.Name);
        var sentence = string.Join(", ", uses.Select(use => $"'{names.GetValueOrDefault(use.Key, use.Key)}' ({use.Value} {(use.Value == 1 ? "item" : "items")})"));
        return new ProblemException(
            StatusCodes.Status409Conflict, "label-in-use", "The label is in use",
            $"These labels are in use and cannot be removed: {sentence}. Rename or retire them instead.")
        {
            Extensions = { ["uses"] = uses },
        };
    }
}
