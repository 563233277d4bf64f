using System.IO.Compression;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Server.Importing;

/// <summary>Unpacks an archive that a stranger may have made.</summary>
internal static class ZipUpload
{
    private const int MostEntries = 1_000_000;

    /// <summary>Below this much, a high ratio is no attack (empty masks shrink a thousandfold).</summary>
    private const long HarmlessBytes = 1L << 30;

    private const int MostRatio = 200;

    /// <summary>Unpacks into a folder beside the archive.</summary>
    /// <param name="maximumBytes">What all entries may hold together, as counted while they are written: headers may lie.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="BadDataException">The archive as a whole cannot be used.</exception>
    public static string Unpack(UploadedFile archive, long maximumBytes, ICollection<Fault> faults, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(archive.Path) is { Length: > 0 } stem ? stem : "archive";
        var folder = Path.Combine(Path.GetDirectoryName(archive.Path)!, "unpacked", name);
        Directory.CreateDirectory(folder);
        var most = Math.Min(maximumBytes, Math.Max(HarmlessBytes, new FileInfo(archive.Path).Length * MostRatio));
        try
        {
            using var zip = ZipFile.OpenRead(archive.Path);
            if (zip.Entries.Count > MostEntries)
            {
                throw new BadDataException(
                    $"{archive.Name} holds {zip.Entries.Count} entries, more than the {MostEntries} that are allowed: send it in parts.");
            }

            foreach (var entry in zip.Entries)
            {
                cancel.ThrowIfCancellationRequested();
                most -= Unpack(entry, folder, archive.Name, most, faults);
            }
        }
        catch (InvalidDataException damaged)
        {
            throw new BadDataException($"{archive.Name} is not a sound zip archive: make it again, and send it again.", damaged);
        }

        return folder;
    }

    private static long Unpack(ZipArchiveEntry entry, string folder, string archive, long most, ICollection<Fault> faults)
    {
        if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
        {
            return 0;
        }

        if (ItemNames.Clean(entry.FullName) is not { } name)
        {
            faults.Add(new Fault(
                $"{archive}/{entry.FullName}",
                "The entry leads out of the archive's folder, so it was left out: make the archive again without such paths."));
            return 0;
        }

        var path = Path.GetFullPath(Path.Combine(folder, name));
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var from = entry.Open();
            using var to = new FileStream(path, FileMode.CreateNew);
            return Copy(from, to, archive, most);
        }
        catch (Exception failure) when (
            failure is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            File.Delete(path);
            faults.Add(new Fault($"{archive}/{entry.FullName}", $"The entry cannot be unpacked: {failure.Message}"));
            return 0;
        }
    }

    private static long Copy(Stream from, FileStream to, string archive, long most)
    {
        var buffer = new byte[1 << 16];
        long length = 0;
        int read;
        while ((read = from.Read(buffer)) > 0)
        {
            length += read;
            if (length > most)
            {
                throw new BadDataException(
                    $"{archive} unpacks to far more than it may hold (a zip bomb?): send its files in several archives.");
            }

            to.Write(buffer, 0, read);
        }

        return length;
    }
}
