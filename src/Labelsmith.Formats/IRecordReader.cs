using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats;

/// <summary>Reads one file of items with their answers, from Labelsmith or another tool.</summary>
public interface IRecordReader : IFormat
{
    /// <summary>Whether a file that begins so is likely of this format.</summary>
    /// <param name="start">Up to 64 kB.</param>
    bool RecognizesStart(ReadOnlySpan<byte> start);

    /// <summary>Gives each record, or what is wrong with a line. Reads asynchronously, and leaves the stream open.</summary>
    /// <param name="name">What a fault calls the file.</param>
    IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, CancellationToken cancel);
}

/// <summary>One record of a file, or why it could not be read; the others go on.</summary>
public readonly record struct ReadRecord
{
    private ReadRecord(ItemRecord? record, Fault? fault) => (Record, Fault) = (record, fault);

    /// <summary>Null where there is a fault. Label names stand in its answers.</summary>
    public ItemRecord? Record { get; }

    public Fault? Fault { get; }

    public static ReadRecord Of(ItemRecord record) => new(record, null);

    public static ReadRecord Refused(string where, string sentence) => new(null, new Fault(where, sentence));
}
