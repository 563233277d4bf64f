using System.Text.Json;

namespace Labelsmith.Cluster.Tests.Crashes;

/// <summary>A project on the Fashion-MNIST sample, made and labelled over HTTP as the browser does it.</summary>
internal static class SampleProject
{
    public static async Task<string> CreateAsync(RunningServer server, CancellationToken cancel)
    {
        var sample = Path.Combine(RepositoryRoot(), "samples", "fashion-mnist");
        var description = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(sample, "project.json"), cancel)).RootElement;
        var project = await server.SendAsync(
            HttpMethod.Post,
            "/api/projects",
            new { name = "crash", medium = "image", schema = description.GetProperty("schema") },
            cancel);
        var id = project.GetProperty("id").GetString()!;
        await server.SendAsync(HttpMethod.Post, $"/api/projects/{id}/imports", new { path = sample }, cancel);
        return id;
    }

    public static async Task<List<string>> UnlabelledItemsAsync(
        RunningServer server, string project, int count, CancellationToken cancel)
    {
        var page = await server.GetAsync($"/api/projects/{project}/items?state=new&limit={count}", cancel);
        return [.. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];
    }

    /// <summary>Submits one choice on top of <paramref name="version"/>.</summary>
    /// <returns>The label's id.</returns>
    public static async Task<string> SaveAsync(RunningServer server, string item, int version, int label, CancellationToken cancel)
    {
        var whole = await server.GetAsync($"/api/items/{item}", cancel);
        var project = await server.GetAsync($"/api/projects/{whole.GetProperty("projectId").GetString()}", cancel);
        var control = project.GetProperty("schema").GetProperty("controls")[0];
        var labelId = control.GetProperty("labels")[label].GetProperty("id").GetString()!;
        await server.SendAsync(
            HttpMethod.Put,
            $"/api/items/{item}/annotation",
            new
            {
                version,
                state = "submitted",
                answers = new[]
                {
                    new { id = Guid.CreateVersion7(), control = control.GetProperty("key").GetString(), labels = new[] { labelId } },
                },
            },
            cancel);
        return labelId;
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Labelsmith.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
