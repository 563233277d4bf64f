using System.CommandLine;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Learning.Models;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith models</c>: the networks that are learned.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command("models", "List the networks that are learned, and what each is for.") { json };
        command.SetAction(parsed => Write(Console.Out, parsed.GetValue(json)));
        return command;
    }

    private static int Write(TextWriter output, bool json)
    {
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(ModelCatalog.All, DomainJson.Indented));
            return ExitCode.Done;
        }

        foreach (var model in ModelCatalog.All)
        {
            output.WriteLine($"{model.Key}  {model.Title}");
            output.WriteLine($"    {model.Description}");
            output.WriteLine($"    For {Word(model.Task)} of {Word(model.Medium)} items.");
        }

        return ExitCode.Done;
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
