namespace Labelsmith.Learning.Preprocessing;

/// <summary>A smooth displacement of every pixel: random on a coarse grid, bilinear in between.</summary>
/// <remarks>After Simard et al. (2003), doi:10.1109/ICDAR.2003.1227801, on a coarse grid instead of a blurred fine one.</remarks>
internal sealed class ElasticBend
{
    private const int Grid = 5; // displacements a side

    private readonly float[] _displacements = new float[2 * Grid * Grid];

    /// <param name="reach">The most that a pixel moves along each axis, in pixels.</param>
    public ElasticBend(float reach, Random random)
    {
        for (var i = 0; i < _displacements.Length; i++)
        {
            _displacements[i] = ((2 * random.NextSingle()) - 1) * reach;
        }
    }

    /// <summary>How far a pixel moves, in pixels.</summary>
    /// <param name="width">Of all that is bent.</param>
    /// <param name="height">Of all that is bent.</param>
    public (float X, float Y) At(int x, int y, int width, int height)
    {
        var (gx, gy) = ((float)x * (Grid - 1) / width, (float)y * (Grid - 1) / height);
        var (column, row) = ((int)gx, (int)gy);
        var (fx, fy) = (gx - column, gy - row);
        float Between(int plane)
        {
            var corner = (plane * Grid * Grid) + (row * Grid) + column;
            var upper = (_displacements[corner] * (1 - fx)) + (_displacements[corner + 1] * fx);
            var lower = (_displacements[corner + Grid] * (1 - fx)) + (_displacements[corner + Grid + 1] * fx);
            return (upper * (1 - fy)) + (lower * fy);
        }

        return (Between(0), Between(1));
    }
}
