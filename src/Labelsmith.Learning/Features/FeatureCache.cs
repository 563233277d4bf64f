using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Labelsmith.Learning.Features;

/// <summary>Keeps vectors that were made of items on the disk, by what the items contain. All of it may be deleted at any time.</summary>
/// <remarks>One file for each way of making vectors: a header, then records of the same length (hash, values, checksum), added at the
/// end. A record that is damaged or cut off is as good as missing; the vector is made again. Several processes may read; one that
/// finds a file being written does without keeping its own.</remarks>
/// <param name="folder">Is made when it is first needed.</param>
/// <param name="mostBytes">Of all files; the ones that nobody used for longest go first.</param>
public sealed class FeatureCache(string folder, long mostBytes = 1L << 30)
{
    private const string Extension = ".features";
    private const int HeaderBytes = 12;
    private const int HashBytes = 16;
    private const int ChecksumBytes = 4;
    private const int MostLength = 1 << 20; // of a vector: more can only be damage

    private static readonly byte[] _magic = "LSFEAT01"u8.ToArray();

    /// <summary>The vectors that are there of those wanted.</summary>
    /// <param name="key">Of the way they were made; whatever changes their meaning is part of it.</param>
    /// <returns>All of the same length.</returns>
    internal Dictionary<UInt128, float[]> Read(string key, IReadOnlySet<UInt128> wanted)
    {
        var found = new Dictionary<UInt128, float[]>();
        var path = PathOf(key);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
            if (LengthOf(file) is not { } length)
            {
                return found;
            }

            var record = new byte[RecordBytes(length)];
            while (file.ReadAtLeast(record, record.Length, throwOnEndOfStream: false) == record.Length)
            {
                var hash = BinaryPrimitives.ReadUInt128LittleEndian(record);
                if (wanted.Contains(hash) && Checksum(record) == BinaryPrimitives.ReadUInt32LittleEndian(record.AsSpan(^ChecksumBytes..)))
                {
                    found[hash] = MemoryMarshal.Cast<byte, float>(record.AsSpan(HashBytes, length * sizeof(float))).ToArray();
                }
            }

            File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime); // used: others go first
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // nothing there, or nothing that can be read: the vectors are made again
        }

        return found;
    }

    /// <summary>Adds vectors, as far as there is room and nobody else is writing.</summary>
    /// <param name="vectors">All of the same length; a file of another length is replaced.</param>
    internal void Add(string key, IReadOnlyCollection<KeyValuePair<UInt128, float[]>> vectors)
    {
        if (vectors.Count == 0)
        {
            return;
        }

        var length = vectors.First().Value.Length;
        var bytes = (long)RecordBytes(length) * vectors.Count;
        if (bytes > mostBytes)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            var path = PathOf(key);
            MakeRoom(bytes, path);
            using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
            if (LengthOf(file) != length)
            {
                file.SetLength(0);
                file.Write(_magic);
                WriteInt32(file, length);
            }

            // what a crash has cut off in the middle goes
            var whole = (file.Length - HeaderBytes) / RecordBytes(length);
            file.SetLength(HeaderBytes + (whole * RecordBytes(length)));
            file.Seek(0, SeekOrigin.End);
            var record = new byte[RecordBytes(length)];
            foreach (var (hash, values) in vectors)
            {
                BinaryPrimitives.WriteUInt128LittleEndian(record, hash);
                MemoryMarshal.AsBytes<float>(values).CopyTo(record.AsSpan(HashBytes));
                BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(^ChecksumBytes..), Checksum(record));
                file.Write(record);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // a full or read-only disk, or another process that writes: the next one makes the vectors again
        }
    }

    /// <summary>Deletes what was not used for longest; the file itself where it alone would be too large.</summary>
    private void MakeRoom(long bytes, string growing)
    {
        var files = new DirectoryInfo(folder).GetFiles("*" + Extension).OrderBy(file => file.LastWriteTimeUtc).ToList();
        var total = files.Sum(file => file.Length);
        foreach (var file in files.OrderBy(file => file.FullName == Path.GetFullPath(growing)))
        {
            if (total + bytes + HeaderBytes <= mostBytes)
            {
                return;
            }

            total -= file.Length;
            file.Delete();
        }
    }

    private string PathOf(string key) =>
        Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 16)) + Extension);

    private static int RecordBytes(int length) => HashBytes + (length * sizeof(float)) + ChecksumBytes;

    /// <summary>D, of the vectors in the file; null: it is none of ours.</summary>
    private static int? LengthOf(FileStream file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        file.Seek(0, SeekOrigin.Begin);
        return file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false) == HeaderBytes
            && header[.._magic.Length].SequenceEqual(_magic)
            && BinaryPrimitives.ReadInt32LittleEndian(header[_magic.Length..]) is > 0 and <= MostLength and var length
            ? length
            : null;
    }

    private static void WriteInt32(FileStream file, int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        file.Write(bytes);
    }

    /// <summary>CRC-32C of hash and values.</summary>
    private static uint Checksum(ReadOnlySpan<byte> record)
    {
        var sum = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(record[..^ChecksumBytes]))
        {
            sum = BitOperations.Crc32C(sum, word);
        }

        return ~sum;
    }
}
