namespace Labelsmith.Learning.Inference;

/// <summary>Mirrors images in memory. Every flip is its own inverse.</summary>
public static class Flips
{
    /// <summary>Left and right change places.</summary>
    /// <param name="values">Shape (… × width).</param>
    public static float[] Mirror(float[] values, int width)
    {
        var mirrored = (float[])values.Clone();
        for (var row = 0; row < mirrored.Length; row += width)
        {
            mirrored.AsSpan(row, width).Reverse();
        }

        return mirrored;
    }

    /// <summary>Top and bottom change places.</summary>
    /// <param name="values">Shape (… × height × width).</param>
    public static float[] UpsideDown(float[] values, int width, int height)
    {
        var flipped = new float[values.Length];
        for (var plane = 0; plane < values.Length; plane += width * height)
        {
            for (var y = 0; y < height; y++)
            {
                values.AsSpan(plane + (y * width), width).CopyTo(flipped.AsSpan(plane + ((height - 1 - y) * width)));
            }
        }

        return flipped;
    }
}
