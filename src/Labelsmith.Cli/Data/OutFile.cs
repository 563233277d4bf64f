using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Data;

/// <summary>A file that appears when it is complete, and not otherwise.</summary>
internal static class OutFile
{
    /// <summary>Lets <paramref name="write"/> fill a file beside <paramref name="path"/>, and puts it in place at the end.</summary>
    /// <param name="path"><c>-</c>: standard output.</param>
    /// <exception cref="BadDataException">It cannot be written.</exception>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        if (path == "-")
        {
            await using var standardOutput = Console.OpenStandardOutput();
            await write(standardOutput);
            return;
        }

        path = Path.GetFullPath(path);
        OutFolder.Create(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None, 64 * 1024, useAsync: true))
            {
                await write(file);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
