namespace Labelsmith.Learning.Runs;

/// <summary>Keeps a run within its budget, and knows how long each stage took.</summary>
/// <param name="budget">Wall time of the whole run, evaluation and predictions included; null: unbounded.</param>
/// <param name="time">Whose time.</param>
public sealed class RunClock(TimeSpan? budget, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<LearningStage, TimeSpan> _spent = [];
    private LearningStage _stage = LearningStage.Preprocess;
    private long _entered = time.GetTimestamp();

    public TimeSpan? Budget { get; } = budget;

    /// <summary>Kept free for what follows training: evaluation, predictions and reports.</summary>
    public TimeSpan Reserve { get; private set; } = TimeSpan.Zero;

    /// <summary>What earlier starts of the same run took.</summary>
    public TimeSpan Earlier { get; private set; } = TimeSpan.Zero;

    /// <summary>Time of earlier starts of the same run included.</summary>
    public TimeSpan Elapsed => Earlier + time.GetElapsedTime(_start);

    /// <summary>Until the budget is used up, at least 0; null: unbounded.</summary>
    public TimeSpan? Left => Budget is { } budget ? Max(budget - Elapsed) : null;

    /// <summary>Until training must end, at least 0; null: unbounded.</summary>
    public TimeSpan? TrainingLeft => Left is { } left ? Max(left - Reserve) : null;

    /// <summary>Sets aside time for what follows training; never more than half of the budget.</summary>
    /// <param name="evaluationAndPrediction">As far as can be told now.</param>
    public void Keep(TimeSpan evaluationAndPrediction)
    {
        var most = Budget is { } budget ? budget / 2 : evaluationAndPrediction;
        Reserve = evaluationAndPrediction < most ? evaluationAndPrediction : most;
    }

    /// <summary>Counts the time that earlier starts of the same run took.</summary>
    public void Add(TimeSpan earlier) => Earlier += earlier;

    /// <summary>Counts the time from now on to <paramref name="stage"/>.</summary>
    public void Enter(LearningStage stage)
    {
        if (stage == _stage)
        {
            return;
        }

        Close();
        _stage = stage;
    }

    /// <summary>A clock for one of several equal parts of what is left, of which <paramref name="parts"/> are still to come.</summary>
    public RunClock Part(int parts)
    {
        Close();
        return new RunClock(Left / parts, time);
    }

    /// <summary>Takes over the time by stage that a part has counted since it was made; meanwhile this clock counted none.</summary>
    public void Count(RunClock part)
    {
        part.Close();
        foreach (var (stage, spent) in part._spent)
        {
            _spent[stage] = _spent.GetValueOrDefault(stage) + spent;
        }

        _entered = time.GetTimestamp();
    }

    /// <summary>Wall seconds by the stage's name in <c>report.json</c>.</summary>
    public IReadOnlyDictionary<string, double> Seconds()
    {
        Close();
        return Enum.GetValues<LearningStage>().ToDictionary(
            stage => stage.ToString().ToLowerInvariant(),
            stage => Math.Round(_spent.GetValueOrDefault(stage).TotalSeconds, 3));
    }

    private void Close()
    {
        var now = time.GetTimestamp();
        _spent[_stage] = _spent.GetValueOrDefault(_stage) + time.GetElapsedTime(_entered, now);
        _entered = now;
    }

    private static TimeSpan Max(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.Zero;
}
