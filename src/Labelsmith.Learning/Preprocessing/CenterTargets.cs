using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Draws what a <see cref="CenterNet"/> should say of an image.</summary>
/// <param name="classes">K.</param>
/// <param name="width">Of the image, in pixels.</param>
/// <param name="height">Of the image, in pixels.</param>
/// <remarks>Bells as wide and high as the box asks (TTFNet, arXiv:1909.00700): around a centre a box is still nearly right.</remarks>
public sealed class CenterTargets(int classes, int width, int height)
{
    private const float Reach = 0.54f; // of half the box; the bell ends at three deviations

    private readonly int _columns = width / CenterNet.Stride;
    private readonly int _rows = height / CenterNet.Stride;

    /// <summary>How many numbers an image has.</summary>
    public int Size => (classes + 1 + CenterNet.Edges) * _columns * _rows;

    /// <param name="boxes">Within the image.</param>
    /// <param name="into">Shape ((K + 5) × h × w), as <see cref="CenterLoss.Of"/> takes it.</param>
    public void Draw(IReadOnlyList<ClassBox> boxes, Span<float> into)
    {
        into.Clear();
        // where boxes lie over each other, the smaller one counts
        foreach (var box in boxes.OrderByDescending(box => box.Width * box.Height))
        {
            Draw(box, into);
        }
    }

    private void Draw(ClassBox box, Span<float> into)
    {
        var plane = _columns * _rows;
        var (x, y) = (Cell((box.Left + box.Right) / 2, _columns), Cell((box.Top + box.Bottom) / 2, _rows));
        var (reachX, reachY) = (Radius(box.Width), Radius(box.Height));
        var weights = into.Slice(classes * plane, plane);
        var near = into.Slice(box.Class * plane, plane);
        var sum = 0f;
        for (var pass = 0; pass < 2; pass++)
        {
            for (var row = Math.Max(0, y - reachY); row <= Math.Min(_rows - 1, y + reachY); row++)
            {
                for (var column = Math.Max(0, x - reachX); column <= Math.Min(_columns - 1, x + reachX); column++)
                {
                    var bell = Bell(column - x, reachX) * Bell(row - y, reachY);
                    var at = (row * _columns) + column;
                    if (pass == 0)
                    {
                        near[at] = Math.Max(near[at], bell);
                        sum += bell;
                        continue;
                    }

                    weights[at] = bell / sum;
                    Write(box, column, row, into[((classes + 1) * plane)..], plane);
                }
            }
        }
    }

    /// <summary>The distances to the edges from the middle of a cell, in cells.</summary>
    private void Write(ClassBox box, int column, int row, Span<float> distances, int plane)
    {
        var at = (row * _columns) + column;
        var (x, y) = ((column + 0.5f) * CenterNet.Stride, (row + 0.5f) * CenterNet.Stride);
        distances[at] = Math.Max(0, x - box.Left) / CenterNet.Stride;
        distances[plane + at] = Math.Max(0, y - box.Top) / CenterNet.Stride;
        distances[(2 * plane) + at] = Math.Max(0, box.Right - x) / CenterNet.Stride;
        distances[(3 * plane) + at] = Math.Max(0, box.Bottom - y) / CenterNet.Stride;
    }

    private static int Cell(float at, int count) => Math.Clamp((int)(at / CenterNet.Stride), 0, count - 1);

    private static int Radius(float side) => (int)(Reach * side / 2 / CenterNet.Stride);

    private static float Bell(int distance, int radius)
    {
        var deviation = ((2 * radius) + 1) / 6f;
        return MathF.Exp(-distance * distance / (2 * deviation * deviation));
    }
}
