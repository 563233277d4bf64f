using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;

namespace Labelsmith.Cli.Data;

/// <summary>What people name as a model.</summary>
internal static class ModelPath
{
    /// <summary>The run's folder, the model's, or a file in it: all of them are clear.</summary>
    /// <returns>What <see cref="Predictor.Load"/> takes.</returns>
    /// <exception cref="BadDataException">There is nothing.</exception>
    public static string Find(string path)
    {
        var folder = File.Exists(path) ? Path.GetDirectoryName(Path.GetFullPath(path))! : path;
        var inRun = Path.Combine(folder, "model");
        return !Directory.Exists(folder) ? throw new BadDataException($"There is no model '{path}': check the path.")
            : File.Exists(Path.Combine(folder, ModelCard.FileName)) ? folder
            : ForeignModel.IsFile(path) ? path // somebody else's, which has no card
            : Directory.Exists(inRun) ? inRun
            : folder;
    }

    /// <exception cref="BadDataException">The model answers for items of another medium.</exception>
    public static void CheckMedium(string modelPath, ModelCard card, string dataPath, Dataset data)
    {
        if (data.Medium != card.Medium)
        {
            throw new BadDataException(
                $"'{dataPath}' holds {Word(data.Medium)} items, but '{modelPath}' was trained on {Word(card.Medium)} items: choose another model.");
        }
    }

    private static string Word<T>(T name) where T : struct, Enum => name.ToString().ToLowerInvariant();
}
