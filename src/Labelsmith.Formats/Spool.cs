namespace Labelsmith.Formats;

/// <summary>Temporary files that vanish when they are closed.</summary>
internal static class Spool
{
    public static FileStream Create() => new(
        Path.Combine(Path.GetTempPath(), $"labelsmith-{Guid.CreateVersion7():N}"),
        FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>A copy of the rest of a stream, at its start.</summary>
    public static async Task<FileStream> CopyAsync(Stream input, CancellationToken cancel)
    {
        var copy = Create();
        try
        {
            await input.CopyToAsync(copy, cancel);
            copy.Position = 0;
            return copy;
        }
        catch
        {
            await copy.DisposeAsync();
            throw;
        }
    }
}
