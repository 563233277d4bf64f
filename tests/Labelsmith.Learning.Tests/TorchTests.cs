namespace Labelsmith.Learning.Tests;

/// <summary>Tests that train: one at a time, because libtorch has one random generator for the whole process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class TorchTests
{
    public const string Name = "torch";
}
