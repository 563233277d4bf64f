using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Any number of labels an item, each decided by itself: a sigmoid and binary cross-entropy a label.</summary>
internal sealed class LabelSetTarget : ItemTarget
{
    private readonly IReadOnlyList<string> _classes;
    private readonly IReadOnlyList<double[]> _train;
    private readonly IReadOnlyList<double[]> _held;

    /// <exception cref="BadDataException">Every item has the same labels.</exception>
    public LabelSetTarget(IReadOnlyList<string> classes, IReadOnlyList<double[]> train, IReadOnlyList<double[]> held)
    {
        (_classes, _train, _held) = (classes, train, held);
        LabelSets.Check(train);
    }

    public override ItemHead Head => ItemHead.Labels;

    public override int Outputs => _classes.Count;

    public override string ScoreName => "mean_average_precision";

    public override int[] Groups()
    {
        var groups = new Dictionary<string, int>();
        return
        [
            .. _train.Select(set => string.Concat(set.Select(has => has > 0 ? '1' : '0')))
                .Select(key => groups.TryGetValue(key, out var group) ? group : groups[key] = groups.Count),
        ];
    }

    public override Tensor Loss(Tensor outputs, long[] items) =>
        nn.functional.binary_cross_entropy_with_logits(outputs, Targets([.. items.Select(item => _train[(int)item])]));

    public override (double Loss, double Score) Measure(Tensor outputs)
    {
        var loss = nn.functional.binary_cross_entropy_with_logits(outputs, Targets(_held)).item<float>();
        return (loss, LabelSets.MeanAveragePrecision(Rows(outputs), _held));
    }

    /// <summary>As of a share: a rough one, for it is a mean of areas.</summary>
    public override double StandardError(double score) => Math.Sqrt(Math.Max(0, score * (1 - score)) / _held.Count);

    public override ModelCard Finish(ResidualNet network, Tensor outputs, bool areUnseen, ModelCard card, LearningContext context) =>
        card with { Thresholds = LabelSets.Thresholds(Rows(outputs.sigmoid()), _held, areUnseen, context) };

    private Tensor Targets(IReadOnlyList<double[]> sets) =>
        tensor(sets.SelectMany(set => set.Select(has => (float)has)).ToArray(), [sets.Count, _classes.Count]);

    private List<double[]> Rows(Tensor outputs) => [.. outputs.to(float64).contiguous().data<double>().ToArray().Chunk(_classes.Count)];
}
