using Labelsmith.Domain.Datasets;

namespace Labelsmith.Media.Sounds;

/// <summary>A recording as a WAV file: the file itself, or a decoded copy that goes with this.</summary>
public sealed class WavCopy : IDisposable
{
    private readonly bool _isCopy;

    private WavCopy(string path, bool isCopy) => (Path, _isCopy) = (path, isCopy);

    public string Path { get; }

    /// <param name="name">What a fault calls the file.</param>
    /// <exception cref="BadItemException">It cannot be read, or not be decoded.</exception>
    internal static WavCopy Of(string path, string name, SoundLimits limits)
    {
        var foreign = FileBytes.Use(path, name, stream =>
        {
            Span<byte> start = stackalloc byte[12];
            var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            return stream.Length <= limits.MaximumBytes ? ForeignSound.Of(start[..read]) : null; // the reader of WAV refuses what is too large
        });
        if (foreign is null)
        {
            return new WavCopy(path, isCopy: false);
        }

        var copy = new WavCopy(System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"labelsmith-{Guid.NewGuid():N}.wav"), isCopy: true);
        try
        {
            foreign.Decode(path, copy.Path, name, limits);
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_isCopy)
        {
            File.Delete(Path);
        }
    }
}
