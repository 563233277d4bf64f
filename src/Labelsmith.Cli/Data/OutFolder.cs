using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Data;

/// <summary>Where a run writes. Tried before the work begins, so that no hour is lost to a read-only disk.</summary>
internal static class OutFolder
{
    /// <returns>The absolute path of a folder that exists and can be written to.</returns>
    /// <exception cref="BadDataException">It cannot be made or written to.</exception>
    public static string Create(string path)
    {
        path = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(path);
            var probe = Path.Combine(path, $".{Guid.NewGuid():N}");
            File.Create(probe, 1, FileOptions.DeleteOnClose).Dispose();
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException($"'{path}' cannot be written to: name another folder, or change its permissions.", failure);
        }
    }
}
