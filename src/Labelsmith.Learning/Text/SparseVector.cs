namespace Labelsmith.Learning.Text;

/// <summary>A vector of which only the entries that are not 0 are kept.</summary>
/// <param name="Columns">Ascending.</param>
/// <param name="Values">Same length as <paramref name="Columns"/>.</param>
internal sealed record SparseVector(int[] Columns, float[] Values)
{
    /// <summary>A short vector for this one: inner products stay the same on average.</summary>
    /// <remarks>Weinberger et al. (2009), "Feature hashing for large scale multitask learning", arXiv:0902.2206.</remarks>
    /// <returns>Shape (<paramref name="length"/>).</returns>
    public float[] Project(int length)
    {
        var projected = new float[length];
        for (var i = 0; i < Columns.Length; i++)
        {
            var hash = (ulong)(Columns[i] + 1) * 0x9E3779B97F4A7C15; // the golden ratio's bits spread neighbours
            hash ^= hash >> 29;
            hash *= 0xBF58476D1CE4E5B9; // and splitmix64's mix them
            hash ^= hash >> 32;
            projected[(int)(hash % (ulong)length)] += (hash >> 63) == 0 ? Values[i] : -Values[i];
        }

        return projected;
    }
}
