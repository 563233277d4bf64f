using System.IO.Compression;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Archives;

/// <summary>Unpacks archives that strangers made: nothing is ever written outside of the folder, through a link or over another file.</summary>
public static class ZipFolder
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <summary>Whether a file that begins so is a zip archive.</summary>
    public static bool IsZip(ReadOnlySpan<byte> start) => start.StartsWith("PK\x03\x04"u8) || start.StartsWith("PK\x05\x06"u8);

    /// <summary>Unpacks into a folder of its own.</summary>
    /// <param name="archive">Seekable.</param>
    /// <param name="name">What faults call the archive.</param>
    /// <param name="folder">Made where it is missing; should be empty.</param>
    /// <returns>The entries that were refused, and why; the others are there.</returns>
    /// <exception cref="BadDataException">The archive is broken or unpacks to more than the limits; what was written is deleted.</exception>
    public static IReadOnlyList<Fault> Extract(
        Stream archive, string name, string folder, ZipLimits? limits = null, CancellationToken cancel = default)
    {
        try
        {
            return new Extraction(archive.Length, name, Path.GetFullPath(folder), limits ?? ZipLimits.Default).Run(archive, cancel);
        }
        catch (Exception failure)
        {
            DeleteQuietly(folder);
            if (failure is InvalidDataException)
            {
                throw new BadDataException($"'{name}' is no zip archive, or a broken one: pack or copy it again.", failure);
            }

            throw;
        }
    }

    internal static void DeleteQuietly(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // nothing more can be done about a leftover
        }
    }

    private sealed class Extraction(long packed, string name, string folder, ZipLimits limits)
    {
        private readonly List<Fault> faults = [];
        private readonly HashSet<string> seen = [];
        private readonly byte[] buffer = new byte[1 << 16];
        private long written;

        public List<Fault> Run(Stream archive, CancellationToken cancel)
        {
            Directory.CreateDirectory(folder);
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true);
            foreach (var entry in zip.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                var path = entry.FullName.Replace('\\', '/');
                if (path.EndsWith('/'))
                {
                    continue;
                }

                if (FindFault(entry, path) is { } sentence)
                {
                    faults.Add(new Fault($"{name}/{path}", sentence));
                    continue;
                }

                if (seen.Count > limits.MaximumFiles)
                {
                    throw new BadDataException($"'{name}' holds more than {limits.MaximumFiles} files: split it into several archives.");
                }

                Write(entry, path, cancel);
            }

            return faults;
        }

        private string? FindFault(ZipArchiveEntry entry, string path)
        {
            var parts = path.Split('/');
            var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
            if (path.StartsWith('/') || (path.Length > 1 && path[1] == ':') || parts.Any(part => part is ".." or "" or "."))
            {
                return "The path leads out of the archive and is refused: pack the files with plain relative paths.";
            }

            if (type is not (0 or UnixFile or UnixFolder))
            {
                return "A link or device is no item and is refused: pack the file itself.";
            }

            if (path.Any(char.IsControl) || parts.Any(part => part.Length > 200))
            {
                return "The name is longer than 200 characters or has control characters: rename the file.";
            }

            if (entry.IsEncrypted)
            {
                return "The file is encrypted and is left out: pack it without a password.";
            }

            return seen.Add(path) ? null : "The archive holds two files of this name; the first one stays.";
        }

        private void Write(ZipArchiveEntry entry, string path, CancellationToken cancel)
        {
            var target = Path.GetFullPath(Path.Combine(folder, path));
            if (!target.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                throw new BadDataException($"'{name}' holds the path '{path}', which leads out of it: pack the files with plain relative paths.");
            }

            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                using var input = entry.Open();
                using var output = new FileStream(target, FileMode.CreateNew, FileAccess.Write);
                while (input.Read(buffer) is > 0 and var read)
                {
                    cancel.ThrowIfCancellationRequested();
                    Count(read);
                    output.Write(buffer, 0, read);
                }
            }
            catch (IOException failure) when (failure is not EndOfStreamException && (File.Exists(Path.GetDirectoryName(target)) || Directory.Exists(target)))
            {
                faults.Add(new Fault($"{name}/{path}", "The archive uses this name for a file and for a folder: rename one of them."));
            }
            catch (Exception failure) when (failure is InvalidDataException or NotSupportedException)
            {
                File.Delete(target); // half a file is no item
                faults.Add(new Fault($"{name}/{path}", "The entry is damaged or packed in a way that is not known here: pack it again."));
            }
        }

        private void Count(int bytes)
        {
            written += bytes;
            if (written > limits.MaximumBytes || (written > limits.RatioMatters && written / limits.MaximumRatio > packed))
            {
                throw new BadDataException(
                    $"'{name}' has {packed / 1024} kB but unpacks to more than {written >> 20} MB: that is an archive bomb, or pack it in parts.");
            }
        }
    }
}
