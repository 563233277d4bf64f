using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>What a network learns to say of whole items: its loss, its score, and what is done to it at the end.</summary>
internal abstract class ItemTarget
{
    public abstract ItemHead Head { get; }

    /// <summary>Of the network, an item.</summary>
    public abstract int Outputs { get; }

    /// <summary>The metric key of <see cref="Measure"/>'s score.</summary>
    public abstract string ScoreName { get; }

    /// <summary>How the truth of an item is read as numbers.</summary>
    /// <exception cref="BadItemException">When called: the item has none.</exception>
    public static Func<DataItem, double[]> Reader(TaskKind task, IReadOnlyList<string> classes) => task == TaskKind.Regression
        ? item => [ItemTruth.NumberOf(item)]
        : item => Array.ConvertAll(ItemTruth.LabelsOf(item, classes), has => has ? 1.0 : 0);

    /// <param name="train">Shape (N, truth): of the items to learn from.</param>
    /// <param name="held">Shape (H, truth): of the validation items, or of those learned from where there are none.</param>
    /// <exception cref="BadDataException">Nothing can be learned from these; the message says why.</exception>
    public static ItemTarget Of(
        TaskKind task, IReadOnlyList<string> classes, IReadOnlyList<double[]> train, IReadOnlyList<double[]> held) =>
        task == TaskKind.Regression
            ? new NumberTarget([.. train.Select(one => one[0])], [.. held.Select(one => one[0])])
            : new LabelSetTarget(classes, train, held);

    /// <summary>Puts items that are alike into one group, to ask whether their mirror images are alike too.</summary>
    /// <returns>Shape (N).</returns>
    public abstract int[] Groups();

    /// <summary>The mean loss of a batch, a scalar.</summary>
    /// <param name="outputs">Shape (B, Outputs).</param>
    /// <param name="items">Shape (B): which of the training items.</param>
    public abstract Tensor Loss(Tensor outputs, long[] items);

    /// <summary>Loss and score of the held items.</summary>
    /// <param name="outputs">Shape (H, Outputs).</param>
    public abstract (double Loss, double Score) Measure(Tensor outputs);

    /// <summary>Of a score, by the chance of which items are held.</summary>
    public abstract double StandardError(double score);

    /// <summary>Calibrates the network, which has learned all that it will, and gives its card what answers need.</summary>
    /// <param name="outputs">Shape (H, Outputs).</param>
    /// <param name="areUnseen">Whether the held items were not learned from.</param>
    public abstract ModelCard Finish(ResidualNet network, Tensor outputs, bool areUnseen, ModelCard card, LearningContext context);
}
