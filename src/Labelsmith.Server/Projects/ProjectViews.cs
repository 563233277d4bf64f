using Labelsmith.Server.Problems;
using Labelsmith.Server.Runs;
using Labelsmith.Storage;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Server.Projects;

/// <summary>Projects with their counts and latest run.</summary>
internal sealed class ProjectViews(DataFolder data)
{
    public async Task<ProjectView> OfAsync(Project project, CancellationToken cancel) => (await OfAsync([project], cancel))[0];

    public async Task<IReadOnlyList<ProjectView>> OfAsync(IReadOnlyList<Project> projects, CancellationToken cancel)
    {
        var counts = await data.Projects.CountAsync([.. projects.Select(project => project.Id)], cancel);
        var views = new List<ProjectView>();
        foreach (var project in projects)
        {
            var runs = await data.Runs.ListAsync(project.Id, limit: 1, cancel);
            views.Add(new ProjectView
            {
                Id = project.Id,
                Name = project.Name,
                Medium = project.Medium,
                Schema = project.Schema,
                Guidelines = project.Guidelines,
                CreatedAt = project.CreatedAt,
                DeletedAt = project.DeletedAt,
                Counts = counts[project.Id],
                LatestRun = runs.Count > 0 ? RunView.Of(runs[0]) : null,
            });
        }

        return views;
    }
}

internal static class ProjectLookup
{
    /// <summary>Also one in the trash.</summary>
    /// <exception cref="ProblemException">There is no such project.</exception>
    public static async Task<Project> RequireProjectAsync(this DataFolder data, Guid id, CancellationToken cancel) =>
        await data.Projects.FindAsync(id, cancel) ?? throw ProblemException.NotFound("project");

    /// <summary>One that may be changed.</summary>
    /// <exception cref="ProblemException">There is no such project, or it lies in the trash.</exception>
    public static async Task<Project> RequireOpenProjectAsync(this DataFolder data, Guid id, CancellationToken cancel)
    {
        var project = await data.RequireProjectAsync(id, cancel);
        return project.DeletedAt is null
            ? project
            : throw ProblemException.Conflict(
                "in-trash", "The project lies in the trash", $"'{project.Name}' lies in the trash: restore it first.");
    }
}
