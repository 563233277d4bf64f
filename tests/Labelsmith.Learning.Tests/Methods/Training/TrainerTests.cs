using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using TorchSharp;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Tests.Methods.Training;

[Collection(TorchTests.Name)]
public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void More_epochs_leave_no_more_tensors_behind()
    {
        Fit(1); // whatever is made once
        Assert.Equal(Fit(2), Fit(6));
    }

    [Fact]
    public void The_learning_rate_goes_up_and_then_down_to_almost_nothing()
    {
        var plan = Plan(1);
        Assert.Equal(plan.PeakLearningRate / 10, plan.LearningRate(0), 1e-9);
        Assert.Equal(plan.PeakLearningRate, plan.LearningRate(0.2), 1e-9);
        Assert.Equal(plan.PeakLearningRate / 1000, plan.LearningRate(1), 1e-9);
        Assert.Equal(plan.LearningRate(1), plan.LearningRate(2));
    }

    [Fact]
    public void Training_that_gets_no_better_stops_early()
    {
        var context = Context(Checkpoints());
        using var scope = NewDisposeScope();
        using var network = new ResidualNet(1, 2, [4, 8]);
        using var trainer = new Trainer(network, Plan(50) with { Patience = 3 }, Work(network, score: 0.5), context);
        trainer.Fit();
        Assert.Equal(4, context.Epochs.Count);
        Assert.Contains(context.Notes, note => note.StartsWith("Stopped early", StringComparison.Ordinal));
    }

    [Fact]
    public void A_resumed_training_tells_of_the_epochs_before_it()
    {
        // the first start may have been killed between a checkpoint and its report
        var checkpoint = Checkpoints();
        Fit(2, Context(checkpoint));
        List<int> told = [];
        Fit(2, Context(checkpoint, progress => told.AddRange(progress.Epoch is { } epoch ? [epoch.Number] : [])));
        Assert.Equal([1, 2], told);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>How many more tensors live in this thread after training than before.</summary>
    private long Fit(int epochs, LearningContext? context = null)
    {
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (var scope = NewDisposeScope())
        {
            using var network = new ResidualNet(1, 2, [4, 8]);
            using var trainer = new Trainer(network, Plan(epochs), Work(network, score: null), context ?? Context(Checkpoints()));
            trainer.Fit();
        }

        return DisposeScopeManager.Statistics.ThreadTotalLiveCount - before;
    }

    private static TrainingPlan Plan(int epochs) => new() { Epochs = epochs, StepsPerEpoch = 3, PeakLearningRate = 1e-3, Patience = 100 };

    private static TrainingWork Work(ResidualNet network, double? score)
    {
        var validations = 0;
        return new TrainingWork
        {
            Make = (epoch, step) => new Batch(new float[2 * 64], [2, 1, 8, 8], [0, 1], [2]),
            Loss = batch => nn.functional.cross_entropy(network.forward(tensor(batch.Inputs, batch.InputShape)), tensor(batch.Targets)),
            Validate = () => (1, score ?? validations++),
            ValidationCount = 1,
            ScoreName = "accuracy",
        };
    }

    private string Checkpoints() => Directory.CreateDirectory(_folder[Guid.NewGuid().ToString("N")]).FullName;

    private LearningContext Context(string checkpoint, Action<LearningProgress>? progress = null) =>
        new()
        {
            Request = new LearningRequest
            {
                Data = new Dataset { Name = "none", Medium = Domain.Medium.Image, Items = [] },
                OutDirectory = _folder.Path,
            },
            MethodKey = "supervised",
            Clock = new RunClock(null, TimeProvider.System),
            ModelDirectory = checkpoint,
            CheckpointDirectory = checkpoint,
            Cancellation = TestContext.Current.CancellationToken,
            Progress = progress ?? (_ => { }),
        };
}
