using System.Diagnostics;
using System.Security.Cryptography;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;
using Labelsmith.Learning.Preprocessing;

namespace Labelsmith.Learning.Encoders;

/// <summary>Encodes frames, each only once: what the encoder says of a frame is kept on the disk by the frame's content.</summary>
/// <param name="file">Of the encoder.</param>
/// <param name="cache">Where it is kept; may be deleted at any time.</param>
internal sealed class FrameEncoding(string file, FeatureCache cache) : IDisposable
{
    private const int AtOnce = 16; // 4 MB each

    private readonly FrameEncoder _encoder = new(file);
    private readonly string _key = "frames " + HashOf(file);
    private readonly Stopwatch _encoding = new();
    private int _encoded;

    /// <summary>Of an image that is encoded, as far as is known.</summary>
    public double Seconds => _encoding.Elapsed.TotalSeconds / Math.Max(1, _encoded);

    /// <summary>In the frames' order.</summary>
    /// <param name="done">Called after each.</param>
    public List<EncodedFrame> Encode(IReadOnlyList<SegmentedImage> frames, Action<int> done)
    {
        var encoded = new List<EncodedFrame>(frames.Count);
        foreach (var some in frames.Chunk(AtOnce))
        {
            var hashes = Array.ConvertAll(some, frame => ContentHash.Of(new DataItem("frame", frame.Image)));
            var kept = cache.Read(_key, hashes.ToHashSet());
            var fresh = new Dictionary<UInt128, float[]>();
            foreach (var (frame, hash) in some.Zip(hashes))
            {
                // the first is always encoded: it tells how long the others will take
                encoded.Add(new EncodedFrame(frame, _encoded > 0 && kept.TryGetValue(hash, out var values)
                    ? Array.ConvertAll(values, value => (Half)value)
                    : Make(frame, hash, fresh)));
                done(encoded.Count);
            }

            cache.Add(_key, [.. fresh.Where(entry => !kept.ContainsKey(entry.Key))]);
        }

        return encoded;
    }

    public void Dispose() => _encoder.Dispose();

    private Half[] Make(SegmentedImage frame, UInt128 hash, Dictionary<UInt128, float[]> fresh)
    {
        _encoding.Start();
        var numbers = _encoder.Encode(frame.Image);
        _encoding.Stop();
        _encoded++;
        fresh[hash] = Array.ConvertAll(numbers, number => (float)number);
        return numbers;
    }

    private static string HashOf(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
