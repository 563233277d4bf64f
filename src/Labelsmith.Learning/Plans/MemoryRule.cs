namespace Labelsmith.Learning.Plans;

/// <summary>How much memory a training step may take.</summary>
internal static class MemoryRule
{
    private const double Share = 0.35; // of the machine's or the container's: data, optimiser and everybody else need some too

    /// <summary>In bytes.</summary>
    public static double StepBytes => Share * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The largest patch and batch, each halved at most as often as must be, of which a step fits into the memory.</summary>
    /// <param name="patch">The width and height that the data suggests, in pixels.</param>
    /// <param name="batch">The number that is wished for.</param>
    /// <param name="bytesPerPixel">Of all that a step keeps, for a pixel of the input.</param>
    /// <param name="memory">In bytes.</param>
    public static (int Patch, int Batch) Fit(int patch, int batch, double bytesPerPixel, double memory)
    {
        const int leastPatch = 64, leastBatch = 2;
        bool Fits() => (double)patch * patch * batch * bytesPerPixel <= memory;
        while (!Fits() && batch > leastBatch)
        {
            batch /= 2;
        }

        while (!Fits() && patch > leastPatch)
        {
            patch = Math.Max(leastPatch, patch / 2 / 32 * 32);
        }

        return (patch, batch);
    }
}
