using System.Runtime.InteropServices;

namespace Labelsmith.Learning.Runs;

/// <summary>How the C library hands out memory to libtorch.</summary>
public static partial class NativeMemory
{
    private const int TrimThreshold = -1; // M_TRIM_THRESHOLD
    private const int TopPad = -2; // M_TOP_PAD
    private const int MmapMax = -4; // M_MMAP_MAX

    /// <summary>Keeps freed tensors' memory in the process instead of giving it back to the kernel and faulting it in again,
    /// page by page, at every step: training is 2 to 5 times as fast. Call it first thing in <c>Main</c>, in processes that
    /// learn or predict only: their resident memory stays at its peak.</summary>
    /// <returns>False where the C library is not glibc, and nothing was done.</returns>
    public static bool Tune()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            return mallopt(MmapMax, 0) != 0 && mallopt(TrimThreshold, int.MaxValue) != 0 && mallopt(TopPad, 64 << 20) != 0;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false; // musl has neither the library's name nor the function
        }
    }

    [LibraryImport("libc.so.6")]
    private static partial int mallopt(int parameter, int value);
}
