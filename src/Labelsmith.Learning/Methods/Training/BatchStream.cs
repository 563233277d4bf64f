using System.Diagnostics;
using System.Globalization;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Methods.Training;

/// <summary>Makes batches on other threads ahead of their use, and knows what that costs.</summary>
/// <param name="make">Of an epoch's number and a step.</param>
/// <param name="steps">Of an epoch.</param>
internal sealed class BatchStream(Func<int, int, Batch> make, int steps)
{
    private readonly Stopwatch _waiting = new();
    private long _makingTicks;

    /// <summary>All batches of an epoch.</summary>
    public IEnumerable<Batch> Of(int epoch)
    {
        using var batches = Prefetch.Select(Enumerable.Range(0, steps), step => Make(epoch, step), ahead: 3).GetEnumerator();
        while (true)
        {
            _waiting.Start();
            var more = batches.MoveNext();
            _waiting.Stop();
            if (!more)
            {
                yield break;
            }

            yield return batches.Current;
        }
    }

    /// <summary>A sentence for the report.</summary>
    /// <param name="training">How long all steps took, waiting included; above 0.</param>
    public string Share(TimeSpan training) => string.Create(CultureInfo.InvariantCulture,
        $"Waiting for data took {100 * (_waiting.Elapsed / training):0.0} % of the training steps' time; making it, on other threads beside them, {100 * (TimeSpan.FromTicks(_makingTicks) / training):0} %.");

    private Batch Make(int epoch, int step)
    {
        var start = Stopwatch.GetTimestamp();
        var batch = make(epoch, step);
        Interlocked.Add(ref _makingTicks, Stopwatch.GetElapsedTime(start).Ticks);
        return batch;
    }
}
