using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Selection;
using Labelsmith.Storage;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Selections;
using Microsoft.Extensions.Logging;

namespace Labelsmith.Cluster.Selections;

/// <summary>Chooses which items of a project are asked about first, and writes it down.</summary>
public sealed partial class SelectionExecutor(DataFolder data, TimeProvider time, ILogger<SelectionExecutor> log)
{
    /// <summary>About an hour of a person's work; when it is done, or after a run, the next ones are chosen.</summary>
    private const int Count = 100;

    /// <summary>Of larger projects a random draw is looked at: seconds instead of minutes, and as good.</summary>
    private const int MostLooked = 20_000;

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Serves the project's wish, if it still has one. Never throws for the project's sake.</summary>
    /// <param name="shutdown">The worker is to end: the wish stays open.</param>
    public async Task ExecuteAsync(Guid id, CancellationToken shutdown)
    {
        var wish = await data.Selections.FindAsync(id, shutdown);
        if (wish.State != SelectionState.Wanted
            || await data.Runs.FindOldestQueuedAsync(shutdown) is not null
            || await data.Projects.FindAsync(id, shutdown) is not { DeletedAt: null } project)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        using var done = new CancellationTokenSource();
        var looking = GiveWayAsync(stop, done.Token);
        try
        {
            await ChooseAsync(project, wish, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // put off: to the next worker, or to when the run has ended
        }
        catch (BadDataException bad)
        {
            await data.Selections.FailAsync(wish, bad.Message, CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogFailure(log, id, failure);
            await data.Selections.FailAsync(
                wish, $"Choosing broke off ({failure.Message.TrimEnd('.')}): the server's log has the details.", CancellationToken.None);
        }
        finally
        {
            await done.CancelAsync();
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Somebody waits for a run, nobody for this.</summary>
    private async Task GiveWayAsync(CancellationTokenSource stop, CancellationToken done)
    {
        while (!done.IsCancellationRequested)
        {
            if (await data.Runs.FindOldestQueuedAsync(done) is not null)
            {
                await stop.CancelAsync();
                return;
            }

            await Task.Delay(LookInterval, time, done);
        }
    }

    private async Task ChooseAsync(Project project, Selection wish, CancellationToken stop)
    {
        var items = (await data.Selections.ReadCandidatesAsync(project.Id, stop)).Select(ToItem).ToList();
        if (items.All(item => item.IsLabelled))
        {
            await data.Selections.WriteAsync(wish, wish.Strategy, [], stop);
            return;
        }

        var request = new SelectionRequest
        {
            Data = new Dataset { Name = project.Name, Medium = project.Medium, Items = items },
            Strategy = wish.Strategy,
            Count = Count,
            StopsAnywhere = true,
            Model = await FindModelAsync(project.Id, stop),
            MostLooked = MostLooked,
            CacheFolder = Path.Combine(data.CacheFolder, "features"),
        };
        var outcome = await Task.Run(() => ItemSelector.Select(request, stop), CancellationToken.None);
        await data.Selections.WriteAsync(
            wish, outcome.Strategy.Key, [.. outcome.Items.Select(item => (Guid.Parse(item.ItemId), item.Value))], stop);
        LogChosen(log, outcome.Items.Count, project.Id, outcome.Strategy.Key);
    }

    /// <summary>The folder of the model in service, of those whose files are there.</summary>
    private async Task<string?> FindModelAsync(Guid project, CancellationToken stop)
    {
        string FolderOf(Model model) => Path.Combine(data.Path, model.Folder);
        var models = await data.Models.ListAsync(project, stop);
        return Model.InService(models.Where(model => File.Exists(Path.Combine(FolderOf(model), ModelCard.FileName)))) is { } serving
            ? FolderOf(serving)
            : null;
    }

    private DataItem ToItem(Candidate candidate)
    {
        ItemSource source = candidate.Blob is { } blob ? new FileSource(data.Blobs.PathOf(blob)) : new TextSource(candidate.Text ?? "");
        IReadOnlyList<Answer> nothing = [];
        return new DataItem(candidate.Id.ToString(), source) { ReadTruth = candidate.IsAnswered ? () => nothing : null };
    }

    [LoggerMessage(LogLevel.Information, "{Count} items of project {Project} were chosen to be asked about first, by {Strategy}.")]
    private static partial void LogChosen(ILogger log, int count, Guid project, string strategy);

    [LoggerMessage(LogLevel.Error, "Choosing items of project {Project} met an error.")]
    private static partial void LogFailure(ILogger log, Guid project, Exception failure);
}
