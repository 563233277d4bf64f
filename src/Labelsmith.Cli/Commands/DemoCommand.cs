using System.CommandLine;
using Labelsmith.Cli.Serving;

namespace Labelsmith.Cli.Commands;

/// <summary><c>labelsmith demo</c>: the server with the sample projects.</summary>
internal static class DemoCommand
{
    public static Command Create() =>
        ServeCommand.Create("demo", "Start the server with the sample projects and print its address.", SampleFolder.Find);
}
