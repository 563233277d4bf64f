using System.Globalization;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Reporting;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Methods;

/// <summary>A learner's link to the run that it is part of.</summary>
public sealed class LearningContext
{
    private readonly List<Fault> _faults = [];
    private readonly HashSet<Fault> _known = [];
    private readonly List<string> _notes = [];
    private readonly List<EpochReport> _epochs = [];
    private readonly List<Drawings> _drawings = [];

    private readonly DateTimeOffset _begun = TimeProvider.System.GetUtcNow();

    public required LearningRequest Request { get; init; }

    /// <summary>The method that learns; where Labelsmith chooses, known when it has chosen.</summary>
    public required string MethodKey { get; set; }

    public int Seed => Request.Seed;

    /// <summary>Labelled items that the model sees, validation included.</summary>
    public int LabelsUsed { get; set; }

    /// <summary>How many items will be evaluated and predicted when training is over.</summary>
    public int ItemsAfterTraining { get; set; }

    /// <summary>Where the model comes from, as its card tells it.</summary>
    public Provenance Provenance =>
        new(Request.Data.Name, MethodKey, Seed, LabelsUsed, _begun, EngineVersions.All);

    public required RunClock Clock { get; init; }

    /// <summary>Exists and is empty; receives the model.</summary>
    public required string ModelDirectory { get; init; }

    /// <summary>Exists; holds what an earlier start of the same run left there. Deleted when the run ends well.</summary>
    public required string CheckpointDirectory { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>Receives progress; called on the run's thread.</summary>
    public required Action<LearningProgress> Progress { get; init; }

    /// <summary>What is decided before training.</summary>
    public LearningPlan Plan { get; set; } = new(null);

    /// <summary>Items that were left out, and why.</summary>
    public IReadOnlyList<Fault> Faults => _faults;

    /// <summary>Sentences for the report.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Pictures for the report.</summary>
    public IReadOnlyList<Drawings> Drawings => _drawings;

    /// <summary>The epochs so far, those before a resumption included.</summary>
    public IReadOnlyList<EpochReport> Epochs => _epochs;

    /// <summary>An item that is read twice is left out once.</summary>
    public void LeaveOut(Fault fault)
    {
        if (_known.Add(fault))
        {
            _faults.Add(fault);
        }
    }

    /// <summary>False when the time for learning is up.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    internal bool GoesOn()
    {
        Cancellation.ThrowIfCancellationRequested();
        return Clock.TrainingLeft is not { } left || left > TimeSpan.Zero;
    }

    public void Note(string sentence) => _notes.Add(sentence);

    public void Show(Drawings drawings) => _drawings.Add(drawings);

    /// <summary>Shows variants of a few items before training begins, in a file beside the reports.</summary>
    /// <param name="count">How many items there are.</param>
    /// <param name="draw">An item, then variants of it, drawn at random.</param>
    internal void ShowVariants(int count, Func<int, Random, IReadOnlyList<PixelSource>> draw)
    {
        var random = new Random(Seed);
        var shown = Enumerable.Range(0, Math.Min(count, VariantSheet.Items)).Select(i => i * count / Math.Min(count, VariantSheet.Items));
        var sheet = VariantSheet.Draw([.. shown.Select(item => draw(item, random))]);
        WholeFile.Write(Path.Combine(Request.OutDirectory, VariantSheet.FileName), sheet);
        WholeFile.Write(Path.Combine(ModelDirectory, VariantSheet.FileName), sheet); // of several methods, the one that is kept takes its own along
    }

    /// <summary>Says how a classifier was calibrated.</summary>
    /// <param name="temperature">Above 1 where it was too sure.</param>
    internal void NoteTemperature(double temperature) => Note(string.Create(CultureInfo.InvariantCulture,
        $"Scores are calibrated on the validation items: logits are divided by {temperature:0.00}."));

    /// <summary>Says how far <paramref name="stage"/> is, 0 to 1.</summary>
    public void Tell(LearningStage stage, double fraction, string? message = null)
    {
        Clock.Enter(stage);
        Progress(new LearningProgress(stage, Math.Clamp(fraction, 0, 1), Clock.Left, message));
    }

    /// <summary>Records an epoch that has just ended, and tells of it.</summary>
    /// <param name="epoch">What it gave.</param>
    /// <param name="left">Until the whole run ends, as the learner estimates it.</param>
    public void Tell(EpochReport epoch, TimeSpan? left)
    {
        _epochs.Add(epoch);
        Progress(new LearningProgress(LearningStage.Train, (double)epoch.Number / epoch.Of, left ?? Clock.Left, null, epoch));
    }

    /// <summary>Takes over what a trial of a method gave, as this run's own.</summary>
    internal void Adopt(LearningContext trial)
    {
        MethodKey = trial.MethodKey;
        Plan = trial.Plan;
        _notes.AddRange(trial.Notes);
        _drawings.AddRange(trial.Drawings);
        foreach (var fault in trial.Faults)
        {
            LeaveOut(fault);
        }

        foreach (var epoch in trial.Epochs)
        {
            Restore(epoch);
        }
    }

    /// <summary>A part of this run that learns by itself, with a plan, notes and a checkpoint of its own.</summary>
    /// <param name="folder">Of its checkpoint; made where it is not there.</param>
    /// <param name="clock">Bounds it.</param>
    /// <param name="progress">Hears of it.</param>
    /// <param name="modelDirectory">Of its model, likewise; null: this run's.</param>
    internal LearningContext Part(string folder, RunClock clock, Action<LearningProgress> progress, string? modelDirectory = null) => new()
    {
        Request = Request,
        MethodKey = MethodKey,
        LabelsUsed = LabelsUsed,
        Clock = clock,
        Plan = new LearningPlan(Request.Plan),
        ModelDirectory = modelDirectory is null ? ModelDirectory : Directory.CreateDirectory(modelDirectory).FullName,
        CheckpointDirectory = Directory.CreateDirectory(folder).FullName,
        Cancellation = Cancellation,
        Progress = progress,
    };

    /// <summary>Puts back an epoch of an earlier start of this run. It is told of again, for that start may have been
    /// killed between its checkpoint and its report.</summary>
    public void Restore(EpochReport epoch) => Tell(epoch, left: null);
}
