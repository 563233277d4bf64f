using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Runs;
using Labelsmith.Storage;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Projects;

namespace Labelsmith.Cluster.Runs;

/// <summary>Lets a model that is there answer for all items that no person has answered.</summary>
internal static class PredictionRun
{
    /// <returns>How many items have got a prediction.</returns>
    /// <exception cref="BadDataException">The model cannot be loaded; the message says why.</exception>
    public static async Task<int> PredictAsync(
        DataFolder data, Project project, ProjectTask task, Model model, string folder, Action<LearningProgress> tell, CancellationToken stop)
    {
        await Snapshot.TakeAsync(data, project.Id, folder, stop);
        var dataset = await ProjectDataset.ReadAsync(data, project, task, folder, stop);
        var pool = dataset.Items.Where(item => !item.IsLabelled).ToList();
        using var predictor = Predictor.Load(Path.Combine(data.Path, model.Folder));
        return await data.Predictions.ReplaceForModelAsync(
            project.Id, model.Id,
            Told(predictor.Predict(pool, stop), pool.Count, tell).Select(prediction => task.ToProject(prediction, predictor.Card.Threshold)), stop);
    }

    private static IEnumerable<ItemPrediction> Told(IEnumerable<ItemPrediction> predictions, int count, Action<LearningProgress> tell)
    {
        var done = 0;
        foreach (var prediction in predictions)
        {
            yield return prediction;
            tell(new LearningProgress(LearningStage.Predict, (double)++done / count));
        }
    }
}
