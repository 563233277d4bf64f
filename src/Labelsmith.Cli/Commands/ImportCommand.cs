using System.CommandLine;
using Labelsmith.Cli.Data;
using Labelsmith.Cli.Remote;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Server.Importing;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith import</c>: items or labels into a project of a running server.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var project = new Argument<string>("PROJECT") { Description = "The project's name or id." };
        var path = new Argument<string>("PATH") { Description = "A folder or file: items with or without labels." };
        var from = Options.From();
        Options.CheckFormat(from, format => format is IDatasetFormat or IRecordReader);
        var labels = new Option<bool>("--labels") { Description = "PATH is a file of labels for items that are there already." };
        var command = new Command("import", "Bring items or labels into a project of a running server, which reads PATH itself.")
        {
            project, path, from, labels,
        };
        new ServerOption().On(command, async (parsed, server, cancel) =>
        {
            var id = (await server.FindProjectAsync(parsed.GetRequiredValue(project), cancel)).Id;
            var source = Path.GetFullPath(parsed.GetRequiredValue(path));
            var report = parsed.GetValue(labels)
                ? await SendLabelsAsync(server, id, source, parsed.GetValue(from) ?? "auto", cancel)
                : await server.PostAsync<ImportReport>($"/api/projects/{id}/imports", new ServerImport(source) { Format = parsed.GetValue(from) }, cancel);
            Console.Out.WriteLine($"{report.Added} items added, {report.Updated} updated, {report.Skipped} were there already.");
            FaultList.Write(Console.Error, [.. report.Faults]);
        });
        return command;
    }

    private static async Task<ImportReport> SendLabelsAsync(RemoteServer server, Guid project, string path, string format, CancellationToken cancel)
    {
        if (!File.Exists(path))
        {
            throw new BadDataException($"There is no file '{path}': check the path.");
        }

        using var form = new MultipartFormDataContent();
        using var file = new StreamContent(File.OpenRead(path));
        form.Add(file, "file", Path.GetFileName(path));
        return await server.PostAsync<ImportReport>($"/api/projects/{project}/labels?format={format}", form, cancel);
    }
}
