using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Metrics;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>One number an item, learned standardised, with how far it may be off.</summary>
/// <remarks>The loss is Huber's (1964), doi:10.1214/aoms/1177703732, which a few wrong numbers don't bend; beside it a second output
/// learns how large the error is beside that of other items, as the scale of a Laplace distribution. What that output says is then scaled
/// on the validation items: <see cref="ConformalWidth"/>.</remarks>
internal sealed class NumberTarget : ItemTarget
{
    private const double ScaleWeight = 0.2; // the number comes first
    private const int Bins = 5;

    private readonly double[] _train;
    private readonly double[] _held;
    private readonly NumberScale _scale;
    private readonly float[] _standardTrain;
    private readonly float[] _standardHeld;

    /// <exception cref="BadDataException">All numbers are the same.</exception>
    public NumberTarget(double[] train, double[] held)
    {
        (_train, _held) = (train, held);
        _scale = NumberScale.Of(train);
        _standardTrain = Array.ConvertAll(train, _scale.Standardise);
        _standardHeld = Array.ConvertAll(held, _scale.Standardise);
    }

    public override ItemHead Head => ItemHead.Number;

    public override int Outputs => 2;

    public override string ScoreName => "r2";

    public override int[] Groups()
    {
        var sorted = _train.Order().ToArray();
        return Array.ConvertAll(_train, number => Bins * Array.IndexOf(sorted, number) / sorted.Length);
    }

    public override Tensor Loss(Tensor outputs, long[] items)
    {
        var truth = tensor(Array.ConvertAll(items, item => _standardTrain[item]));
        var (number, logScale) = (outputs[.., 0], outputs[.., 1]);
        var distance = (number.detach() - truth).abs();
        distance /= distance.mean().clamp_min(1e-6); // which items are harder than others, however good all are by now
        return nn.functional.smooth_l1_loss(number, truth)
            + (ScaleWeight * ((distance * (-logScale).exp()) + logScale).mean());
    }

    public override (double Loss, double Score) Measure(Tensor outputs)
    {
        var loss = nn.functional.smooth_l1_loss(outputs[.., 0], tensor(_standardHeld)).item<float>();
        var predicted = outputs[.., 0].to(float64).data<double>().ToArray();
        var truth = Array.ConvertAll(_standardHeld, one => (double)one);
        var score = RSquared.Score(truth, predicted);
        // where all held numbers are the same, their distance in deviations is all that there is to tell
        return (loss, double.IsNaN(score) ? 1 - Math.Pow(RootMeanSquaredError.Error(truth, predicted), 2) : score);
    }

    /// <remarks>Olkin and Finn (1995), doi:10.1037/0033-2909.118.1.155, for large samples.</remarks>
    public override double StandardError(double score) =>
        score is > 0 and < 1 ? 2 * Math.Sqrt(score / _held.Length) * (1 - score) : 0;

    public override ModelCard Finish(ResidualNet network, Tensor outputs, bool areUnseen, ModelCard card, LearningContext context)
    {
        var values = outputs.to(float64).data<double>().ToArray();
        var ratios = new double[_held.Length];
        for (var i = 0; i < ratios.Length; i++)
        {
            ratios[i] = Math.Abs(values[2 * i] - _standardHeld[i]) / Math.Exp(values[(2 * i) + 1]);
        }

        network.Rescale(_scale.Mean, _scale.Deviation, ConformalWidth.Of(ratios, areUnseen, context));
        return card with { Spread = _scale.Spread };
    }
}
