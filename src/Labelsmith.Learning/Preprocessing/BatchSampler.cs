using Labelsmith.Learning.Methods.Training;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Which labelled and which unlabelled items stand in a batch. Epochs have a fixed number of steps, so that twenty
/// labels beside ten thousand unlabelled items make sense: each kind goes round at its own pace, every item once before any
/// twice, in an order that follows from the seed alone.</summary>
public sealed class BatchSampler
{
    private readonly EndlessOrder _labelled;
    private readonly EndlessOrder _unlabelled;

    /// <param name="labelled">How many labelled items there are.</param>
    /// <param name="unlabelled">How many unlabelled items there are; may be 0.</param>
    public BatchSampler(int labelled, int unlabelled, int seed)
    {
        _labelled = new EndlessOrder(labelled, seed);
        _unlabelled = new EndlessOrder(unlabelled, Trainer.HashCode(seed, 1));
    }

    /// <summary>Labelled items a batch.</summary>
    public required int LabelledSize { get; init; }

    /// <summary>Unlabelled items a batch, where there are any.</summary>
    public int UnlabelledSize { get; init; }

    /// <summary>Steps an epoch.</summary>
    public required int Steps { get; init; }

    /// <summary>The labelled items of a batch; may be called from many threads.</summary>
    /// <param name="epoch">From 0 or 1.</param>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    public int[] Labelled(int epoch, int step) => _labelled.Take(Turn(epoch, step) * LabelledSize, LabelledSize);

    /// <summary>The unlabelled items of a batch, none where there are none; may be called from many threads.</summary>
    /// <param name="epoch">From 0 or 1.</param>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    public int[] Unlabelled(int epoch, int step) => _unlabelled.Take(Turn(epoch, step) * UnlabelledSize, UnlabelledSize);

    private long Turn(int epoch, int step) => ((long)epoch * Steps) + step;

    /// <summary>One shuffle after the other.</summary>
    private sealed class EndlessOrder(int count, int seed)
    {
        private readonly EpochOrder _order = new(count, 1, seed);

        public int[] Take(long from, int size)
        {
            var taken = new int[count == 0 ? 0 : size];
            for (var i = 0; i < taken.Length; i++)
            {
                taken[i] = _order.Batch((int)((from + i) / count), (int)((from + i) % count))[0];
            }

            return taken;
        }
    }
}
