namespace Labelsmith.Learning.Preprocessing;

/// <summary>In which order items are seen: every epoch a new shuffle, which follows from the seed and the epoch's number alone.</summary>
/// <param name="count">Items.</param>
/// <param name="batchSize">At most; batches of an epoch differ by at most one item, so that none is tiny.</param>
/// <param name="seed">Of the run.</param>
public sealed class EpochOrder(int count, int batchSize, int seed)
{
    private readonly Lock _gate = new();
    private int[] _order = [];
    private int _epoch = -1;

    /// <summary>Batches an epoch.</summary>
    public int Steps { get; } = Math.Max(1, (int)Math.Round((double)count / batchSize));

    /// <summary>The items of a batch; may be called from many threads.</summary>
    /// <param name="step">0 to <see cref="Steps"/> - 1.</param>
    public int[] Batch(int epoch, int step)
    {
        var order = Order(epoch);
        var (from, to) = ((long)step * order.Length / Steps, (long)(step + 1) * order.Length / Steps);
        return order[(int)from..(int)to];
    }

    private int[] Order(int epoch)
    {
        lock (_gate)
        {
            if (epoch != _epoch)
            {
                var random = new Random(HashCode(seed, epoch));
                _order = [.. Enumerable.Range(0, count)];
                random.Shuffle(_order);
                _epoch = epoch;
            }

            return _order;
        }
    }

    private static int HashCode(int seed, int epoch) => Methods.Training.Trainer.HashCode(seed, epoch, int.MaxValue);
}
