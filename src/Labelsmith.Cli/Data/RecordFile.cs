using System.Runtime.CompilerServices;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;

namespace Labelsmith.Cli.Data;

/// <summary>A file of items with answers, in any format of the catalogue that can be read so.</summary>
internal static class RecordFile
{
    private const int StartLength = 64 * 1024;

    /// <summary>Finds the format: by its key, else by how the file begins.</summary>
    /// <exception cref="BadDataException">The file is not there, or no format knows it.</exception>
    public static IRecordReader FindReader(string path, string? key = null)
    {
        var readers = FormatCatalog.All.OfType<IRecordReader>().ToList();
        if (key is not null)
        {
            return readers.FirstOrDefault(reader => reader.Key == key)
                ?? throw new BadDataException($"'{key}' does not read files of answers: choose one of {Keys(readers)}.");
        }

        return TryFindReader(path)
            ?? throw new BadDataException($"'{path}' looks like none of {Keys(readers)}: name its format.");
    }

    /// <summary>The format that the file begins like; null where there is none.</summary>
    public static IRecordReader? TryFindReader(string path)
    {
        using var file = Open(path);
        var start = new byte[StartLength];
        var length = file.ReadAtLeast(start, StartLength, throwOnEndOfStream: false);
        return FormatCatalog.All.OfType<IRecordReader>().FirstOrDefault(reader => reader.RecognizesStart(start.AsSpan(0, length)));
    }

    /// <summary>Gives each record; what cannot be read goes to <paramref name="refuse"/>.</summary>
    public static async IAsyncEnumerable<ItemRecord> ReadAsync(
        string path, IRecordReader reader, Action<Fault> refuse, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = Open(path);
        await foreach (var read in reader.ReadAsync(file, Path.GetFileName(path), cancel))
        {
            if (read.Record is { } record)
            {
                yield return record;
            }
            else
            {
                refuse(read.Fault!);
            }
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, useAsync: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadDataException(
                Directory.Exists(path) ? $"'{path}' is a folder, but a file of answers is wanted: name the file."
                : File.Exists(path) ? $"'{path}' cannot be read: {failure.Message}"
                : $"There is no file '{path}': check the path.",
                failure);
        }
    }

    private static string Keys(IEnumerable<IRecordReader> readers) => string.Join(", ", readers.Select(reader => reader.Key));
}
