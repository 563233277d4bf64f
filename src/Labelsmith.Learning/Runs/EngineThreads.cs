using System.Runtime.InteropServices;

namespace Labelsmith.Learning.Runs;

/// <summary>How libtorch's threads wait for each other.</summary>
internal static partial class EngineThreads
{
    private static readonly Lock _gate = new();
    private static bool _done;

    /// <summary>Lets OpenMP's threads sleep instead of spin while they wait. On a machine that does anything else besides (a
    /// server, a browser, a build) a spinning thread keeps the one that it waits for from running: training steps were
    /// measured 3 to 8 times as long. Works only before libtorch is loaded; a policy that the user has set stays.</summary>
    public static void WaitPassively()
    {
        lock (_gate)
        {
            if (_done || !OperatingSystem.IsLinux())
            {
                return;
            }

            _done = true;
            // not Environment.SetEnvironmentVariable, which libraries in C do not see
            _ = setenv("OMP_WAIT_POLICY", "passive", overwrite: 0);
        }
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
