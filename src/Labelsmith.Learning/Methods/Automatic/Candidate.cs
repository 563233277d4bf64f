namespace Labelsmith.Learning.Methods.Automatic;

/// <summary>A method that may suit the data, and what was seen of it so far.</summary>
/// <param name="Key">Of the method.</param>
internal sealed record Candidate(string Key, ILearner Learner)
{
    private readonly List<(double Score, int Count)> _trials = [];

    /// <summary>Items that it was measured on.</summary>
    public int Count => _trials.Sum(trial => trial.Count);

    /// <summary>The mean of the task's first metric, each trial weighing as many items as it was measured on.</summary>
    public double Score => _trials.Sum(trial => trial.Score * trial.Count) / Count;

    public void Add(double score, int count) => _trials.Add((score, count));
}
