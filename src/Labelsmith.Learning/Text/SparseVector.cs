namespace Labelsmith.Learning.Text;

/// <summary>A vector of which only the entries that are not 0 are kept.</summary>
/// <param name="Columns">Ascending.</param>
/// <param name="Values">Same length as <paramref name="Columns"/>.</param>
internal sealed record SparseVector(int[] Columns, float[] Values);
