using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Server.Samples;
using Microsoft.Extensions.DependencyInjection;

namespace Labelsmith.Server.Tests;

public sealed class SampleTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Samples_become_projects_once_with_their_labels()
    {
        var folder = Path.Combine(server.Folder, "samples");
        Write("pets/project.json", JsonSerializer.SerializeToUtf8Bytes(new { name = "Pets", medium = Medium.Image, schema = Make.ImageSchema, guidelines = "Look." }, DomainJson.Options));
        Write("pets/README.md", "about"u8.ToArray());
        Write("pets/dataset.yaml", "format: folder-per-class\ntask: classification\n"u8.ToArray());
        Write("pets/cat/1.png", Make.Png(seed: 1));
        Write("pets/dog/2.png", Make.Png(seed: 2));
        Write("notes/README.md", "no project"u8.ToArray());
        var samples = server.Services.GetRequiredService<SampleProjects>();

        await samples.EnsureAsync(folder, Cancel);
        await samples.EnsureAsync(folder, Cancel);

        var project = Assert.Single((await server.Client.GetAsync("/api/projects", Cancel).JsonAsync()).AsArray());
        Assert.Equal("Look.", (string?)project!["guidelines"]);
        Assert.Equal((2, 2), ((int)project["counts"]!["items"]!, (int)project["counts"]!["annotated"]!));
        await server.Client.DeleteAsync($"/api/projects/{project["id"]}", Cancel);
        await samples.EnsureAsync(folder, Cancel);
        Assert.Empty((await server.Client.GetAsync("/api/projects", Cancel).JsonAsync()).AsArray());

        void Write(string name, byte[] content)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }
    }
}
