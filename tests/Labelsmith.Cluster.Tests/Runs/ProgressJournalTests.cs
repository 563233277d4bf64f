using Labelsmith.Cluster.Runs;
using Labelsmith.Learning.Runs;
using Labelsmith.Storage.Runs;

namespace Labelsmith.Cluster.Tests.Runs;

public class ProgressJournalTests
{
    [Fact]
    public void What_was_written_is_not_written_again()
    {
        var journal = new ProgressJournal(new RunProgress());
        Assert.Null(journal.TakeUnwritten());

        journal.Add(new LearningProgress(LearningStage.Train, 0.5));

        Assert.Equal(RunStage.Train, journal.TakeUnwritten()!.Stage);
        Assert.Null(journal.TakeUnwritten());
    }

    [Fact]
    public void An_epoch_that_is_repeated_after_a_crash_takes_the_place_of_the_first_try()
    {
        var before = new RunProgress { Epochs = [Row(1), Row(2), Row(3)] };
        var journal = new ProgressJournal(before);

        journal.Add(new LearningProgress(LearningStage.Train, 0.3, Epoch: new EpochReport(3, 9, 1, 1, 0.5, "accuracy")));
        journal.Add(new LearningProgress(LearningStage.Train, 0.4, Epoch: new EpochReport(4, 9, 1, 1, 0.5, "accuracy")));

        Assert.Equal([1, 2, 3, 4], journal.TakeUnwritten()!.Epochs.Select(epoch => epoch.Epoch));
    }

    private static RunEpoch Row(int number) => new(number, 9, 1, 1, 0.5, "accuracy");
}
