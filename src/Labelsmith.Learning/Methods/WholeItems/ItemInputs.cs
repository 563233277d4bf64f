namespace Labelsmith.Learning.Methods.WholeItems;

/// <summary>Items read into memory, as a network sees them.</summary>
internal abstract class ItemInputs
{
    /// <summary>C, H, W.</summary>
    public abstract long[] Shape { get; }

    /// <summary>To learn from.</summary>
    public abstract int TrainCount { get; }

    /// <summary>To validate on: those learned from where there are no others.</summary>
    public abstract int HeldCount { get; }

    /// <summary>How many times as much work an item is after training as a held one.</summary>
    public abstract double InferenceWork { get; }

    /// <summary>Numbers an item.</summary>
    public int Size => (int)(Shape[0] * Shape[1] * Shape[2]);

    /// <summary>Draws a variant of a training item; may be called from many threads.</summary>
    /// <param name="into">Shape (C × H × W).</param>
    public abstract void Vary(int item, Random random, Span<float> into);

    /// <summary>A held item as it is.</summary>
    /// <param name="into">Shape (C × H × W).</param>
    public abstract void Plain(int item, Span<float> into);

    /// <summary>All held items: shape (H × C × H × W).</summary>
    public float[] AllPlain()
    {
        var values = new float[HeldCount * Size];
        for (var i = 0; i < HeldCount; i++)
        {
            Plain(i, values.AsSpan(i * Size, Size));
        }

        return values;
    }
}
