using System.CommandLine;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Methods;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith methods</c>: the ways of learning.</summary>
internal static class MethodsCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command("methods", "List the methods of learning, and what each can learn.") { json };
        command.SetAction(parsed => Write(Console.Out, parsed.GetValue(json)));
        return command;
    }

    private static int Write(TextWriter output, bool json)
    {
        if (json)
        {
            var rows = MethodCatalog.All.Select(method => new MethodRow(
                method.Key, method.Title, method.Description, method.Tasks, method.Media));
            output.WriteLine(JsonSerializer.Serialize(rows, DomainJson.Indented));
            return ExitCode.Done;
        }

        foreach (var method in MethodCatalog.All)
        {
            output.WriteLine($"{method.Key}  {method.Title}");
            output.WriteLine($"    {method.Description}");
            var learns = method.Learners.Select(learner => $"{Word(learner.Task)} of {Word(learner.Medium)} items");
            output.WriteLine($"    Learns {string.Join(", ", learns)}.");
        }

        return ExitCode.Done;
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();

    /// <summary>A method as <c>--json</c> lists it.</summary>
    private sealed record MethodRow(
        string Key, string Title, string Description, IReadOnlyList<TaskKind> Tasks, IReadOnlyList<Medium> Media);
}
