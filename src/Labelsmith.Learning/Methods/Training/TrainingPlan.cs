namespace Labelsmith.Learning.Methods.Training;

/// <summary>How long and how hard to train.</summary>
internal sealed record TrainingPlan
{
    /// <summary>At most; a budget may allow fewer.</summary>
    public required int Epochs { get; init; }

    public required int StepsPerEpoch { get; init; }

    /// <summary>Of the one-cycle schedule.</summary>
    public required double PeakLearningRate { get; init; }

    /// <summary>Of the optimiser: how much of the gradients before stays in a step's (Adam's β₁).</summary>
    public double Momentum { get; init; } = 0.9;

    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Of the running average of the weights, a step.</summary>
    public double AverageDecay { get; init; } = 0.99;

    /// <summary>Training ends after this many epochs whose validation score is not as good as the best one, within its standard error.</summary>
    public required int Patience { get; init; }

    /// <summary>One cycle (Smith and Topin 2019, arXiv:1708.07120): up along a cosine for the first fifth, then down to a
    /// thousandth of the peak.</summary>
    /// <param name="fraction">Of all steps, 0 to 1.</param>
    public double LearningRate(double fraction)
    {
        const double warmUp = 0.2;
        fraction = Math.Clamp(fraction, 0, 1);
        return fraction < warmUp
            ? Between(PeakLearningRate / 10, PeakLearningRate, fraction / warmUp)
            : Between(PeakLearningRate, PeakLearningRate / 1000, (fraction - warmUp) / (1 - warmUp));
    }

    private static double Between(double from, double to, double fraction) =>
        from + ((to - from) * (1 - Math.Cos(Math.PI * fraction)) / 2);
}
