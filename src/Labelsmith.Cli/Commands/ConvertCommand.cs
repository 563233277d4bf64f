using System.CommandLine;
using Labelsmith.Cli.Data;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith convert</c>: from one file of answers to another.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var input = Options.Data("IN", "A file of items with answers.");
        var output = Options.Data("OUT", "The file to write; - is standard output.");
        var from = Options.From();
        var to = new Option<string?>("--to") { Description = "The format to write: a key of 'labelsmith formats'.", HelpName = "FORMAT", Required = true };
        Options.CheckFormat(from, format => format is IRecordReader);
        Options.CheckFormat(to, format => format is IRecordWriter);
        var strict = new Option<bool>("--strict") { Description = "Write nothing where any record of IN cannot be read." };
        var command = new Command("convert", "Write a file of items and answers in another format.") { input, output, from, to, strict };
        command.SetAction((parsed, cancel) => RunAsync(
            parsed.GetRequiredValue(input), parsed.GetRequiredValue(output), parsed.GetValue(from), parsed.GetValue(to)!,
            parsed.GetValue(strict), cancel));
        return command;
    }

    private static async Task<int> RunAsync(
        string input, string output, string? from, string to, bool strict, CancellationToken cancel)
    {
        var reader = RecordFile.FindReader(input, from);
        var writer = (IRecordWriter)FormatCatalog.Find(to)!;
        var faults = new List<Fault>();
        void Refuse(Fault fault)
        {
            faults.Add(strict ? throw new BadDataException($"{fault} Nothing was written.") : fault);
        }

        var header = new ExportHeader
        {
            Name = Path.GetFileNameWithoutExtension(input),
            Content = ExportContent.Both,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await OutFile.WriteAsync(
            output, stream => writer.WriteAsync(header, RecordFile.ReadAsync(input, reader, Refuse, cancel), stream, cancel));
        FaultList.Write(Console.Error, faults);
        return ExitCode.Done;
    }
}
