namespace Labelsmith.Learning.Runs;

/// <summary>The stages that every run goes through, in this order.</summary>
public enum LearningStage
{
    Preprocess,
    Features,
    Train,
    Evaluate,
    Predict,
}

/// <summary>Where a run is.</summary>
/// <param name="Stage">What it does now.</param>
/// <param name="Fraction">Of this stage, 0 to 1.</param>
/// <param name="Left">Until the whole run ends, as far as can be told.</param>
/// <param name="Message">One sentence for the user, or null.</param>
/// <param name="Epoch">Set where an epoch of training has just ended.</param>
public sealed record LearningProgress(
    LearningStage Stage, double Fraction, TimeSpan? Left = null, string? Message = null, EpochReport? Epoch = null);

/// <summary>What an epoch of training gave.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Of">How many are planned.</param>
/// <param name="TrainLoss">Mean over the epoch.</param>
/// <param name="ValidationLoss">Mean over the validation items.</param>
/// <param name="ValidationScore">The metric that decides when to stop; higher is better.</param>
/// <param name="ScoreName">Its key, as in <c>report.json</c>.</param>
public sealed record EpochReport(
    int Number, int Of, double TrainLoss, double ValidationLoss, double ValidationScore, string ScoreName);
