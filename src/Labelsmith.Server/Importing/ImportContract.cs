using Labelsmith.Domain.Datasets;

namespace Labelsmith.Server.Importing;

/// <summary>What became of an import.</summary>
/// <param name="Added">Items that are new.</param>
/// <param name="Updated">Items that were there and have got labels.</param>
/// <param name="Skipped">Items that were there already, by name, and were left as they are.</param>
/// <param name="Faults">What could not be used, and why; at most 1,000.</param>
public sealed record ImportReport(int Added, int Updated, int Skipped, IReadOnlyList<Fault> Faults);

/// <summary>A folder or file on the server's machine.</summary>
public sealed record ServerImport(string Path)
{
    /// <summary>A key of the formats; left out: told by the content.</summary>
    public string? Format { get; init; }
}

/// <summary>Files as a browser's form sends them; the names of the fields do not matter.</summary>
public sealed record UploadForm(IFormFileCollection Files);
