using System.CommandLine;
using System.Text.Json;
using Labelsmith.Domain;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith formats</c>: what can be read and written.</summary>
internal static class FormatsCommand
{
    public static Command Create()
    {
        var json = Options.Json();
        var command = new Command("formats", "List the formats that can be read and written.") { json };
        command.SetAction(parsed => Write(Console.Out, parsed.GetValue(json)));
        return command;
    }

    private static int Write(TextWriter output, bool json)
    {
        var rows = FormatCatalog.All.Select(format => new FormatRow(
            format.Key, format.Title, format is IDatasetFormat, format is IRecordReader, format is IRecordWriter, format.Media)).ToList();
        if (json)
        {
            output.WriteLine(JsonSerializer.Serialize(rows, DomainJson.Indented));
            return ExitCode.Done;
        }

        var width = rows.Max(row => row.Key.Length);
        var titleWidth = rows.Max(row => row.Title.Length);
        foreach (var row in rows)
        {
            output.WriteLine($"{row.Key.PadRight(width)}  {row.Title.PadRight(titleWidth)}  {Abilities(row)}");
        }

        return ExitCode.Done;
    }

    private static string Abilities(FormatRow row) => string.Join(", ", new[]
    {
        row.ReadsData ? "reads data" : null,
        row.ReadsLabels ? "reads labels" : null,
        row.Writes ? "writes" : null,
    }.OfType<string>());

    /// <summary>A format as <c>--json</c> lists it.</summary>
    private sealed record FormatRow(
        string Key, string Title, bool ReadsData, bool ReadsLabels, bool Writes, IReadOnlyList<Medium> Media);
}
