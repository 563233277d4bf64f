using Labelsmith.Domain.Answers;

namespace Labelsmith.Formats;

/// <summary>Writes items with their answers to one file.</summary>
public interface IRecordWriter : IFormat
{
    /// <summary>With the dot.</summary>
    string FileExtension { get; }

    /// <summary>For HTTP.</summary>
    string ContentType { get; }

    /// <summary>Writes as the records come: memory does not grow with them. Never writes synchronously, and leaves the stream open.</summary>
    /// <param name="header">Says which answers of the records are written.</param>
    /// <param name="records">Label names, not ids, stand in their answers.</param>
    Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel);
}
