using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Preprocessing;

/// <summary>Names an item by what it contains: items with the same bytes have the same hash, whatever they are called.</summary>
internal static class ContentHash
{
    /// <summary>Half of SHA-256: of text in UTF-8, of decoded images and recordings with their shape, of files as they lie on the
    /// disk.</summary>
    /// <exception cref="BadItemException">The file cannot be read.</exception>
    public static UInt128 Of(DataItem item)
    {
        try
        {
            return item.Source switch
            {
                TextSource text => Half(SHA256.HashData(Encoding.UTF8.GetBytes(text.Text))),
                PixelSource image => OfParts([image.Width, image.Height, image.Channels], image.Pixels.Span),
                SoundSource sound => OfParts([sound.SampleRate, sound.Channels], MemoryMarshal.AsBytes(sound.Samples.Span)),
                FileSource file => OfFile(file.Path),
                _ => Half(SHA256.HashData(Encoding.UTF8.GetBytes(item.Id))),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BadItemException(new Fault(item.Id, $"The file cannot be read: {failure.Message}"), failure);
        }
    }

    private static UInt128 OfParts(ReadOnlySpan<int> shape, ReadOnlySpan<byte> values)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(shape));
        hash.AppendData(values);
        return Half(hash.GetHashAndReset());
    }

    private static UInt128 OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Half(SHA256.HashData(stream));
    }

    private static UInt128 Half(byte[] hash) => BinaryPrimitives.ReadUInt128LittleEndian(hash);
}
