using System.Runtime.CompilerServices;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests;

/// <summary>Before any test: the settings with which the programs run, too.</summary>
internal static class TestEngine
{
#pragma warning disable CA2255 // a test assembly is no library: nobody else is loaded by it
    [ModuleInitializer]
#pragma warning restore CA2255
    public static void Tune()
    {
        NativeMemory.Tune();
        EngineThreads.WaitPassively();
    }
}
