using Labelsmith.Domain.Datasets;

namespace Labelsmith.Cli.Serving;

/// <summary>Where the sample projects are.</summary>
internal static class SampleFolder
{
    /// <summary>Looks beside the program, then upwards: in a checkout the repository's own.</summary>
    /// <exception cref="BadDataException">There is none.</exception>
    public static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "samples");
            if (Directory.Exists(samples) && Directory.EnumerateFiles(samples, "project.json", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).Any())
            {
                return samples;
            }
        }

        throw new BadDataException(
            $"There is no folder 'samples' beside {AppContext.BaseDirectory} or above it: start demo from a checkout, or use serve.");
    }
}
