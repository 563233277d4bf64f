using System.CommandLine;
using System.Text.Json;
using Labelsmith.Cli.Remote;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Server.Projects;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith project</c>: the projects of a running server.</summary>
internal static class ProjectCommand
{
    public static Command Create() => new("project", "List the projects of a running server, or make one.") { List(), New() };

    private static Command List()
    {
        var json = Options.Json();
        var command = new Command("list", "List the projects and how far they are.") { json };
        new ServerOption().On(command, async (parsed, server, cancel) =>
        {
            var projects = await server.GetAsync<List<ProjectView>>("/api/projects", cancel);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(projects, DomainJson.Indented));
                return;
            }

            foreach (var project in projects)
            {
                Console.Out.WriteLine(
                    $"{project.Id}  {project.Name}: {project.Counts.Annotated} of {project.Counts.Items} items annotated, {project.Counts.Predicted} predicted");
            }
        });
        return command;
    }

    private static Command New()
    {
        var description = new Argument<string>("FILE") { Description = "name, medium and schema as JSON, as in samples/*/project.json." };
        var command = new Command("create", "Make a project and print its id.") { description };
        new ServerOption().On(command, async (parsed, server, cancel) =>
        {
            var path = parsed.GetRequiredValue(description);
            NewProject project;
            try
            {
                var file = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(path, cancel));
                project = new NewProject(
                    file.GetProperty("name").GetString()!,
                    file.GetProperty("medium").Deserialize<Medium>(DomainJson.Options),
                    file.GetProperty("schema").Deserialize<Domain.Schema.LabelSchema>(DomainJson.Options)!);
            }
            catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new BadDataException($"'{path}' does not describe a project ({broken.Message}): see samples/mails/project.json.", broken);
            }

            Console.Out.WriteLine((await server.PostAsync<ProjectView>("/api/projects", project, cancel)).Id);
        });
        return command;
    }
}
