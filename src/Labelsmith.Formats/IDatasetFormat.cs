using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats;

/// <summary>Reads a folder or a file as items to learn from.</summary>
public interface IDatasetFormat : IFormat
{
    /// <summary>Whether the content looks like this format. Only names and first lines are looked at.</summary>
    bool Recognizes(DataFolder data);

    /// <summary>Lists the items; their truth is read when it is asked for.</summary>
    /// <param name="data">Never empty.</param>
    /// <param name="description">The data's <c>dataset.yaml</c>, or an empty one.</param>
    /// <exception cref="BadDataException">The data as a whole cannot be read so; single items become faults instead.</exception>
    Dataset Read(DataFolder data, DatasetDescription description);
}
