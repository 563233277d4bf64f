namespace Labelsmith.Learning.Preprocessing;

/// <summary>Work done ahead, on other threads, while what is ready is being used.</summary>
public static class Prefetch
{
    /// <summary>The results in the order of the items. At most <paramref name="ahead"/> are in work or waiting, so that
    /// memory is bounded. A failure surfaces at its item's turn.</summary>
    public static IEnumerable<TResult> Select<T, TResult>(
        IEnumerable<T> items, Func<T, TResult> work, int ahead, CancellationToken cancellation = default)
    {
        var waiting = new Queue<Task<TResult>>();
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            waiting.Enqueue(Task.Run(() => work(item), cancellation));
            if (waiting.Count >= ahead)
            {
                yield return waiting.Dequeue().GetAwaiter().GetResult();
            }
        }

        while (waiting.TryDequeue(out var next))
        {
            yield return next.GetAwaiter().GetResult();
        }
    }
}
