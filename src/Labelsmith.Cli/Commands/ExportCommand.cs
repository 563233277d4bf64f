using System.CommandLine;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Remote;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith export</c>: a project's answers from a running server.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var project = new Argument<string>("PROJECT") { Description = "The project's name or id." };
        var output = new Argument<string>("OUT") { Description = "The file to write; - is standard output." };
        var to = new Option<string?>("--to") { Description = "The format: a key of 'labelsmith formats'.", HelpName = "FORMAT", DefaultValueFactory = _ => "native" };
        Options.CheckFormat(to, format => format is IRecordWriter);
        var include = new Option<string>("--include") { Description = "Whose answers.", DefaultValueFactory = _ => "annotations" };
        include.AcceptOnlyFromAmong("annotations", "predictions", "both");
        var command = new Command("export", "Save the answers of a project of a running server.") { project, output, to, include };
        new ServerOption().On(command, async (parsed, server, cancel) =>
        {
            var id = (await server.FindProjectAsync(parsed.GetRequiredValue(project), cancel)).Id;
            var path = $"/api/projects/{id}/export?format={parsed.GetValue(to)}&include={parsed.GetValue(include)}";
            await OutFile.WriteAsync(parsed.GetRequiredValue(output), stream => server.DownloadAsync(path, stream, cancel));
        });
        return command;
    }
}
