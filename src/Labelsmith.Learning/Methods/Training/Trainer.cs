using System.Diagnostics;
using System.Globalization;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Trains a network epoch by epoch: one-cycle AdamW, averaged weights, early stopping on validation, a checkpoint
/// after each epoch, and an end in time.</summary>
internal sealed class Trainer : IDisposable
{
    private const double GradientNorm = 5;

    private readonly Module<Tensor, Tensor> _network;
    private readonly TrainingPlan _plan;
    private readonly TrainingWork _work;
    private readonly LearningContext _context;
    private readonly AdamW _optimizer;
    private readonly MovingAverage _average;
    private readonly List<(string Name, Tensor Value)> _kept;
    private readonly bool _isMixed;
    private bool _hasRunMixed; // what the report says
    private readonly BatchStream _batches;
    private readonly Stopwatch _training = new();

    // of the last few epochs, for other work on the machine comes and goes
    private readonly RecentMean _epochSeconds = new();
    private readonly RecentMean _itemSeconds = new();

    public Trainer(Module<Tensor, Tensor> network, TrainingPlan plan, TrainingWork work, LearningContext context)
    {
        (_network, _plan, _work, _context) = (network, plan, work, context);
        _isMixed = context.Request.IsMixedPrecision && network.modules().Any(module => module.GetType() == typeof(Conv2d) || module.GetType() == typeof(Linear));
        _batches = new BatchStream(work.Make, plan.StepsPerEpoch);
        _optimizer = new AdamW(network.named_parameters(), plan.WeightDecay, plan.Momentum);
        _average = new MovingAverage(network, plan.AverageDecay);
        _kept = [.. _average.State().Select(entry => (entry.Name, entry.Value.clone().DetachFromDisposeScope()))];
    }

    /// <summary>Of one item after training, as far as validation tells.</summary>
    public double SecondsPerItem => _itemSeconds.Value;

    /// <summary>Trains, and leaves the network in evaluation mode with the averaged weights of the last epoch whose score is
    /// within one standard error of the best one: the schedule's end is worth more than a lucky draw of few validation items
    /// (the one-standard-error rule, Breiman et al. 1984, Classification and Regression Trees).</summary>
    public void Fit()
    {
        var state = Resume() ?? TrainingState.Begin(_plan.Epochs);
        while (state.Epochs.Count < state.PlannedEpochs && state.Epochs.Count - state.KeptEpoch < _plan.Patience && !IsOver(state))
        {
            state = RunEpoch(state);
            Checkpoint.Write(_context.CheckpointDirectory, state, Tensors());
        }

        using var frozen = no_grad();
        foreach (var ((_, value), (_, kept)) in _average.State().Zip(_kept))
        {
            value.copy_(kept);
        }

        _average.Swap();
        _network.eval();
        Conclude(state);
    }

    public void Dispose()
    {
        _optimizer.Dispose();
        _average.Dispose();
        _kept.ForEach(entry => entry.Value.Dispose());
    }

    private TrainingState RunEpoch(TrainingState state)
    {
        var clock = Stopwatch.StartNew();
        var number = state.Epochs.Count + 1;
        random.manual_seed(HashCode(_context.Seed, number)); // dropout
        _network.train();
        var (sum, steps, fraction) = (0.0, 0, state.Fraction);
        _training.Start();
        foreach (var batch in _batches.Of(number))
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            // the rest of the schedule is spread over the steps that are left, however often the plan changes
            fraction += (1 - fraction) / (((state.PlannedEpochs - number + 1) * (double)_plan.StepsPerEpoch) - steps);
            sum += Step(batch, fraction);
            steps++;
            Tell(state, number, (double)steps / _plan.StepsPerEpoch);
            if (_context.Clock.TrainingLeft <= TimeSpan.Zero)
            {
                break; // time is up: what was learned so far is measured below
            }
        }

        _training.Stop();
        var (loss, score) = Validate();
        var isBetter = state.KeptEpoch == 0 || score > state.BestScore || (score == state.BestScore && loss < state.BestLoss);
        var isKept = isBetter || score > state.BestScore - _work.StandardError(state.BestScore);
        if (isKept)
        {
            Keep();
        }

        var report = new EpochReport(number, state.PlannedEpochs, sum / steps, loss, score, _work.ScoreName);
        var planned = Plan(number, clock.Elapsed);
        _context.Tell(report with { Of = planned }, ((planned - number) * clock.Elapsed) + _context.Clock.Reserve);
        return state with
        {
            Epochs = [.. state.Epochs, report],
            PlannedEpochs = planned,
            Fraction = fraction,
            Steps = _optimizer.Steps,
            BestScore = isBetter ? score : state.BestScore,
            BestLoss = isBetter ? loss : state.BestLoss,
            KeptEpoch = isKept ? number : state.KeptEpoch,
            ElapsedSeconds = _context.Clock.Elapsed.TotalSeconds,
        };
    }

    private double Step(Batch batch, double fraction)
    {
        using var scope = NewDisposeScope();
        batch = batch with { Fraction = fraction, Taught = Teach(batch) };
        _optimizer.ZeroGradients();
        using var loss = InPrecision(() => _work.Loss(batch));
        loss.backward();
        nn.utils.clip_grad_norm_(_network.parameters(), GradientNorm);
        _optimizer.Step(_plan.LearningRate(fraction));
        _average.Update(_optimizer.Steps);
        var value = loss.item<float>();
        return float.IsFinite(value)
            ? value
            : throw new BadDataException("Training diverged: its loss is no longer a number. Try another seed, and look for broken items.");
    }

    private Tensor? Teach(Batch batch) => _work.Teach is { } teach && batch.TaughtInputs.Length > 0
        ? Averaged(() => InPrecision(() => teach(batch)))
        : null;

    private Tensor InPrecision(Func<Tensor> work)
    {
        using var precision = MixedPrecision.Use(_isMixed);
        var result = work();
        _hasRunMixed |= MixedPrecision.HasRun;
        return result;
    }

    private (double Loss, double Score) Validate() => Averaged(() =>
    {
        using var scope = NewDisposeScope();
        var start = Stopwatch.GetTimestamp();
        var result = _work.Validate();
        Reserve(Stopwatch.GetElapsedTime(start) / _work.ValidationCount);
        return result;
    });

    /// <summary>Lets the averaged weights answer, in evaluation mode and without gradients.</summary>
    private T Averaged<T>(Func<T> work)
    {
        _average.Swap();
        _network.eval();
        try
        {
            using var frozen = no_grad();
            return work();
        }
        finally
        {
            _network.train();
            _average.Swap();
        }
    }

    /// <summary>Sets time aside for evaluation and predictions, and some seconds for intervals, files and reports.</summary>
    private void Reserve(TimeSpan item)
    {
        _itemSeconds.Add((_work.InferenceWork * item.TotalSeconds) + _work.OtherTime.TotalSeconds);
        _context.Clock.Keep(TimeSpan.FromSeconds((1.2 * SecondsPerItem * _context.ItemsAfterTraining) + 4));
    }

    private void Keep()
    {
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        foreach (var ((_, value), (_, kept)) in _average.State().Zip(_kept))
        {
            kept.copy_(value);
        }
    }

    /// <summary>Fewer epochs where the budget would not hold them: the schedule then ends in time instead of being cut off.</summary>
    private int Plan(int done, TimeSpan epoch)
    {
        _epochSeconds.Add(epoch.TotalSeconds);
        if (_context.Clock.TrainingLeft is not { } left)
        {
            return _plan.Epochs;
        }

        return Math.Clamp(done + (int)(left.TotalSeconds / (_epochSeconds.Value * 1.03)), done, _plan.Epochs);
    }

    private TrainingState? Resume()
    {
        if (Checkpoint.Restore(_context.CheckpointDirectory, Tensors()) is not { } state)
        {
            return null;
        }

        _optimizer.Steps = state.Steps;
        _context.Clock.Add(TimeSpan.FromSeconds(state.ElapsedSeconds));
        foreach (var epoch in state.Epochs)
        {
            _context.Restore(epoch);
        }

        _context.Note($"Resumed after epoch {state.Epochs.Count}.");
        return state;
    }

    private IEnumerable<(string Name, Tensor Value)> Tensors() =>
    [
        .. _network.named_parameters().Select(entry => ("network." + entry.name, (Tensor)entry.parameter)),
        .. _network.named_buffers().Select(entry => ("network." + entry.name, entry.buffer)),
        .. _optimizer.State().Select(entry => ("optimizer." + entry.Name, entry.Value)),
        .. _average.State().Select(entry => ("average." + entry.Name, entry.Value)),
        .. _kept.Select(entry => ("kept." + entry.Name, entry.Value)),
        .. _work.State.Select(entry => ("loss." + entry.Name, entry.Value)),
    ];

    /// <summary>At least one epoch is run, or begun, whatever the budget.</summary>
    private bool IsOver(TrainingState state) => state.Epochs.Count > 0 && _context.Clock.TrainingLeft <= TimeSpan.Zero;

    private void Tell(TrainingState state, int number, double fraction)
    {
        if (state.Epochs.Count == 0 || state.PlannedEpochs < 20)
        {
            _context.Tell(LearningStage.Train, (number - 1 + fraction) / state.PlannedEpochs);
        }
    }

    private void Conclude(TrainingState state)
    {
        _context.Note(state.PlannedEpochs < _plan.Epochs
            ? $"The time allowed {state.Epochs.Count} of {_plan.Epochs} epochs: more minutes may give a better model."
            : state.Epochs.Count < state.PlannedEpochs
                ? $"Stopped early after {state.Epochs.Count} of {state.PlannedEpochs} epochs."
                : $"Trained for all {state.Epochs.Count} epochs.");
        var kept = state.Epochs[state.KeptEpoch - 1].ValidationScore;
        _context.Note(string.Create(CultureInfo.InvariantCulture,
            $"The model is that of epoch {state.KeptEpoch}, {_work.ScoreName} {kept:0.000} on validation; the best was {state.BestScore:0.000}."));
        if (_hasRunMixed)
        {
            _context.Note("The network was trained in bfloat16 with float32 weights, which this processor is fast at; the model is float32.");
        }

        if (_training.ElapsedMilliseconds > 0)
        {
            _context.Note(_batches.Share(_training.Elapsed));
        }
    }

    /// <summary>Stable over processes, unlike <see cref="System.HashCode"/>.</summary>
    public static int HashCode(params ReadOnlySpan<int> parts)
    {
        var hash = 2166136261u; // FNV-1a
        foreach (var part in parts)
        {
            hash = (hash ^ (uint)part) * 16777619u;
            hash ^= hash >> 15;
        }

        return (int)(hash & 0x7fffffff);
    }
}
