namespace Labelsmith.Learning.Inference;

/// <summary>Runs a network of one input and one output. Not to be used by two threads at once.</summary>
internal interface INetworkEngine : IDisposable
{
    /// <summary>-1 where any size goes.</summary>
    IReadOnlyList<int> InputShape { get; }

    /// <summary>-1 where any size goes.</summary>
    IReadOnlyList<int> OutputShape { get; }

    /// <param name="values">Of the given shape, row-major.</param>
    float[] Run(float[] values, params long[] shape);
}
