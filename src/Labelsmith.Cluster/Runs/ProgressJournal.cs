using Labelsmith.Learning.Runs;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Cluster.Runs;

/// <summary>Gathers what learning reports, from whichever thread, until it is written down.</summary>
internal sealed class ProgressJournal(RunProgress start)
{
    private readonly Lock _lock = new();
    private RunProgress _latest = start;
    private RunProgress? _written = start;

    public void Add(LearningProgress progress)
    {
        lock (_lock)
        {
            _latest = new RunProgress
            {
                Stage = (RunStage)progress.Stage,
                Fraction = progress.Fraction,
                SecondsLeft = progress.Left?.TotalSeconds,
                Message = progress.Message ?? _latest.Message,
                Epochs = progress.Epoch is { } epoch ? Append(_latest.Epochs, epoch) : _latest.Epochs,
            };
        }
    }

    /// <summary>What has not been written yet; null where all has.</summary>
    public RunProgress? TakeUnwritten()
    {
        lock (_lock)
        {
            var news = ReferenceEquals(_latest, _written) ? null : _latest;
            _written = _latest;
            return news;
        }
    }

    /// <summary>A resumed run repeats the epoch that it died in, so later numbers than a new one's are void.</summary>
    private static List<RunEpoch> Append(IReadOnlyList<RunEpoch> epochs, EpochReport epoch) =>
    [
        .. epochs.Where(earlier => earlier.Epoch < epoch.Number),
        new(epoch.Number, epoch.Of, epoch.TrainLoss, epoch.ValidationLoss, epoch.ValidationScore, epoch.ScoreName),
    ];
}
