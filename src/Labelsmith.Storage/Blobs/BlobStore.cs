using System.Buffers;
using System.Security.Cryptography;

namespace Labelsmith.Storage.Blobs;

/// <summary>Contents of items, each named by its SHA-256 (lower-case hex), so that equal ones are kept once and none
/// is ever changed. A content is written to a temporary file, synchronised and only then given its name.</summary>
public sealed class BlobStore
{
    private readonly string folder;
    private readonly string temporary;

    internal BlobStore(string folder)
    {
        this.folder = folder;
        temporary = Path.Combine(folder, "tmp");
        Directory.CreateDirectory(temporary);
    }

    /// <summary>Keeps what <paramref name="content"/> holds from here to its end.</summary>
    /// <returns>Its name and its length in bytes. It is on the disk.</returns>
    public async Task<(string Name, long Length)> PutAsync(Stream content, CancellationToken cancel = default)
    {
        var draft = Path.Combine(temporary, Guid.NewGuid().ToString("N"));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = new FileStream(
                draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: false))
            {
                var buffer = ArrayPool<byte>.Shared.Rent(81920);
                try
                {
                    int read;
                    while ((read = await content.ReadAsync(buffer, cancel)) > 0)
                    {
                        hash.AppendData(buffer, 0, read);
                        file.Write(buffer, 0, read);
                        length += read;
                    }
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }

                var name = Convert.ToHexStringLower(hash.GetHashAndReset());
                var target = PathOf(name);
                if (!File.Exists(target))
                {
                    file.Flush(flushToDisk: true);
                    await file.DisposeAsync();
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    File.Move(draft, target, overwrite: true);
                    DirectorySync.Flush(Path.GetDirectoryName(target)!);
                }

                return (name, length);
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public async Task<string> PutAsync(ReadOnlyMemory<byte> content, CancellationToken cancel = default)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        return (await PutAsync(stream, cancel)).Name;
    }

    /// <summary>Where a content lies; others may read it, nobody may write there.</summary>
    /// <exception cref="ArgumentException">Not a name of a content.</exception>
    public string PathOf(string name)
    {
        if (name.Length != 64 || !name.All(char.IsAsciiHexDigitLower))
        {
            throw new ArgumentException($"'{name}' is not the SHA-256 of a content.", nameof(name));
        }

        return Path.Combine(folder, name[..2], name);
    }

    public bool Has(string name) => File.Exists(PathOf(name));

    public Stream OpenRead(string name) => File.OpenRead(PathOf(name));

    /// <summary>Removes what broken imports of earlier days left behind.</summary>
    internal void Sweep(DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(temporary).EnumerateFiles().Where(file => file.LastWriteTimeUtc < before))
        {
            file.Delete();
        }
    }
}
