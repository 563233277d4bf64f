using System.Text;
using Labelsmith.Domain.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Tests;

/// <summary>A folder of small files that is deleted after the test.</summary>
internal sealed class TemporaryData : IDisposable
{
    public TemporaryData(params (string Path, byte[] Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            Add(path, content);
        }
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("labelsmith-test-").FullName;

    public TemporaryData Add(string path, byte[] content)
    {
        var full = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return this;
    }

    public TemporaryData Add(string path, string content) => Add(path, Encoding.UTF8.GetBytes(content));

    public Dataset Open(string? from = null) => DatasetReader.Open(Root, from);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>A grey PNG of one value.</summary>
    public static byte[] Png(int width = 4, int height = 3, byte value = 100) => Png(width, height, [.. Enumerable.Repeat(value, width * height)]);

    public static byte[] Png(int width, int height, byte[] pixels) => EncodedImage.Png(new PixelSource(width, height, 1, pixels)).Bytes.ToArray();

    /// <summary>An idx file.</summary>
    public static byte[] Idx(int[] shape, params byte[] values) =>
        [0, 0, 8, (byte)shape.Length, .. shape.SelectMany(size => BitConverter.GetBytes(size).Reverse()), .. values];

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
