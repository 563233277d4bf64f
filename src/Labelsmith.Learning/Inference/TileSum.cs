namespace Labelsmith.Learning.Inference;

/// <summary>Puts the answers to overlapping tiles together, the middle of a tile counting more than its border.</summary>
/// <remarks>Weights fall off as a Gaussian of an eighth of the tile, after nnU-Net (Isensee et al. 2021,
/// doi:10.1038/s41592-020-01008-z).</remarks>
internal sealed class TileSum
{
    private readonly int _width;
    private readonly int _height;
    private readonly int _tile;
    private readonly int _classes;
    private readonly float[] _falloff;
    private readonly float[] _sum; // (K × H × W)
    private readonly float[] _weights; // (H × W)

    public TileSum(int width, int height, int tile, bool overlap, int classes)
    {
        (_width, _height, _tile, _classes) = (width, height, tile, classes);
        _sum = new float[classes * width * height];
        _weights = new float[width * height];
        _falloff = new float[tile];
        for (var i = 0; i < tile; i++)
        {
            var distance = (i + 0.5 - (tile / 2.0)) / (tile / 8.0);
            _falloff[i] = (float)Math.Max(Math.Exp(-distance * distance / 2), 1e-3);
        }

        Places = [.. Starts(height, overlap).SelectMany(y => Starts(width, overlap).Select(x => (x, y)))];
    }

    /// <summary>Top-left corners of the tiles that cover the image; only an image smaller than a tile is exceeded.</summary>
    public IReadOnlyList<(int X, int Y)> Places { get; }

    /// <param name="places">Of these tiles.</param>
    /// <param name="probabilities">Shape (tiles × K × tile × tile).</param>
    public void Add((int X, int Y)[] places, float[] probabilities)
    {
        var plane = _tile * _tile;
        for (var n = 0; n < places.Length; n++)
        {
            var (left, top) = places[n];
            var (columns, rows) = (Math.Min(_tile, _width - left), Math.Min(_tile, _height - top));
            for (var y = 0; y < rows; y++)
            {
                for (var x = 0; x < columns; x++)
                {
                    var weight = _falloff[x] * _falloff[y];
                    var at = ((top + y) * _width) + left + x;
                    _weights[at] += weight;
                    for (var k = 0; k < _classes; k++)
                    {
                        _sum[(k * _width * _height) + at] += weight * probabilities[(((n * _classes) + k) * plane) + (y * _tile) + x];
                    }
                }
            }
        }
    }

    /// <summary>Shape (K × H × W).</summary>
    public float[] Normalised()
    {
        for (var i = 0; i < _sum.Length; i++)
        {
            _sum[i] /= _weights[i % _weights.Length];
        }

        return _sum;
    }

    private IEnumerable<int> Starts(int length, bool overlap)
    {
        if (length <= _tile)
        {
            return [0];
        }

        // evenly spread, at most a tile (or half of one) apart
        var gaps = (int)Math.Ceiling((double)(length - _tile) / (overlap ? _tile / 2 : _tile));
        return Enumerable.Range(0, gaps + 1).Select(i => (int)Math.Round((double)i * (length - _tile) / gaps));
    }
}
