using System.Runtime.CompilerServices;

namespace Labelsmith.Formats.Native;

/// <summary>One line of a file of bytes, without its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Valid until the next line is asked for; empty where <paramref name="TooLong"/>.</param>
/// <param name="TooLong">The line has more bytes than any record; the rest of the file is not read.</param>
internal readonly record struct ByteLine(int Number, ReadOnlyMemory<byte> Bytes, bool TooLong = false);

/// <summary>Cuts a stream into lines that end with a line feed. Empty lines are counted and left out.</summary>
internal static class LineReader
{
    /// <summary>Of one line: a record with many masks.</summary>
    private const int MaximumLine = 64 << 20;

    private const int StartLength = 64 << 10;

    public static async IAsyncEnumerable<ByteLine> ReadAsync(Stream input, [EnumeratorCancellation] CancellationToken cancel)
    {
        var lines = new Buffer();
        while (!lines.IsTooLong && await input.ReadAsync(lines.Free, cancel) is > 0 and var read)
        {
            lines.Grow(read);
            while (lines.TryTake(atEnd: false, out var line))
            {
                yield return line;
            }
        }

        if (lines.TryTake(atEnd: true, out var last))
        {
            yield return last;
        }
    }

    public static IEnumerable<ByteLine> Read(Stream input)
    {
        var lines = new Buffer();
        while (!lines.IsTooLong && input.Read(lines.Free.Span) is > 0 and var read)
        {
            lines.Grow(read);
            while (lines.TryTake(atEnd: false, out var line))
            {
                yield return line;
            }
        }

        if (lines.TryTake(atEnd: true, out var last))
        {
            yield return last;
        }
    }

    private sealed class Buffer
    {
        private byte[] bytes = new byte[StartLength];
        private int start; // of the line that is not yet taken
        private int searched; // up to here there is no end of it
        private int end;
        private int number;

        public bool IsTooLong => end - start > MaximumLine;

        public Memory<byte> Free
        {
            get
            {
                if (start > 0)
                {
                    bytes.AsSpan(start, end - start).CopyTo(bytes);
                    (searched, end, start) = (searched - start, end - start, 0);
                }

                if (end == bytes.Length)
                {
                    Array.Resize(ref bytes, bytes.Length * 2);
                }

                return bytes.AsMemory(end);
            }
        }

        public void Grow(int read) => end += read;

        public bool TryTake(bool atEnd, out ByteLine line)
        {
            while (true)
            {
                if (IsTooLong)
                {
                    line = new ByteLine(number + 1, default, TooLong: true);
                    return atEnd;
                }

                var found = bytes.AsSpan(searched, end - searched).IndexOf((byte)'\n');
                if (found < 0 && (!atEnd || start == end))
                {
                    (searched, line) = (end, default);
                    return false;
                }

                var lineEnd = found < 0 ? end : searched + found;
                var content = bytes.AsMemory(start, lineEnd - start).Trim(" \t\r"u8);
                if (number == 0 && content.Span.StartsWith("\uFEFF"u8))
                {
                    content = content[3..];
                }

                number++;
                start = searched = found < 0 ? end : lineEnd + 1;
                if (!content.IsEmpty)
                {
                    line = new ByteLine(number, content);
                    return true;
                }
            }
        }
    }
}
