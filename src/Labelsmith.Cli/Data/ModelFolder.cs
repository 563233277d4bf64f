using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Cli.Data;

/// <summary>People name the run's folder, the model's, or a file in it: all of them are clear.</summary>
internal static class ModelFolder
{
    /// <exception cref="BadDataException">There is nothing of that name.</exception>
    public static string Find(string path)
    {
        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        var inRun = Path.Combine(folder, "model");
        return !Directory.Exists(folder) ? throw new BadDataException($"There is no model '{path}': check the path.")
            : !File.Exists(Path.Combine(folder, ModelCard.FileName)) && Directory.Exists(inRun) ? inRun
            : folder;
    }
}
