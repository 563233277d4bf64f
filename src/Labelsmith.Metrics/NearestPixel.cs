namespace Labelsmith.Metrics;

/// <summary>Exact Euclidean distances from any pixel to the nearest pixel of a set.</summary>
/// <remarks>The first pass of Saito and Toriwaki (1994), doi:10.1016/0031-3203(94)90133-3, finds the nearest pixel of the set
/// within each column; a question then walks the columns outwards while they can still be nearer. O(width × height) once and
/// O(distance) a question: less than a whole distance map where only boundaries ask.</remarks>
internal sealed class NearestPixel
{
    private const int None = int.MaxValue;
    private readonly int[] _vertical;
    private readonly int _width;

    /// <param name="pixels">The set, as indexes into (height × width); not empty.</param>
    public NearestPixel(List<int> pixels, int width, int height)
    {
        _width = width;
        _vertical = new int[width * height];
        Array.Fill(_vertical, None);
        foreach (var pixel in pixels)
        {
            _vertical[pixel] = 0;
        }

        for (var i = width; i < _vertical.Length; i++)
        {
            _vertical[i] = Math.Min(_vertical[i], Farther(_vertical[i - width]));
        }

        for (var i = _vertical.Length - width - 1; i >= 0; i--)
        {
            _vertical[i] = Math.Min(_vertical[i], Farther(_vertical[i + width]));
        }
    }

    /// <returns>In pixels.</returns>
    public double Distance(int pixel)
    {
        var x = pixel % _width;
        var best = Square(_vertical[pixel]);
        for (var step = 1; (long)step * step < best; step++)
        {
            var (left, right) = (x - step, x + step);
            if (left < 0 && right >= _width)
            {
                break;
            }

            var vertical = Math.Min(left >= 0 ? _vertical[pixel - step] : None, right < _width ? _vertical[pixel + step] : None);
            best = vertical == None ? best : Math.Min(best, Square(vertical) + (long)step * step);
        }

        return Math.Sqrt(best);
    }

    private static int Farther(int distance) => distance == None ? None : distance + 1;

    private static long Square(int distance) => (long)distance * distance;
}
