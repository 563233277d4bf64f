using Labelsmith.Domain.Datasets;
using Labelsmith.Server.Problems;
using Labelsmith.Storage;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Labelsmith.Server.Importing;

/// <summary>One uploaded file.</summary>
/// <param name="Name">The name it was sent under, made harmless: relative, with <c>/</c>.</param>
/// <param name="Path">Where it lies for now.</param>
internal sealed record UploadedFile(string Name, string Path);

/// <summary>An upload on its way. All of it lies in a folder of its own before anything is imported: one that breaks off
/// leaves nothing behind.</summary>
internal sealed class UploadFolder : IDisposable
{
    private readonly string folder;
    private readonly List<UploadedFile> files = [];

    private UploadFolder(string folder) => this.folder = folder;

    public IReadOnlyList<UploadedFile> Files => files;

    /// <summary>Reads the request to its end, straight to the disk.</summary>
    /// <param name="faults">Receives what is wrong with single files.</param>
    public static async Task<UploadFolder> ReceiveAsync(
        HttpRequest request, DataFolder data, long maximumBytes, ICollection<Fault> faults, CancellationToken cancel)
    {
        var boundary = MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
            : null;
        if (string.IsNullOrEmpty(boundary))
        {
            throw ProblemException.Invalid("Send the files as multipart/form-data.");
        }

        var upload = new UploadFolder(
            Directory.CreateDirectory(Path.Combine(data.TemporaryFolder, $"upload-{Guid.NewGuid():N}")).FullName);
        try
        {
            var reader = new MultipartReader(boundary, request.Body) { HeadersLengthLimit = 64 << 10 };
            var left = maximumBytes;
            while (await reader.ReadNextSectionAsync(cancel) is { } section)
            {
                left -= await upload.TakeAsync(section, left, faults, cancel);
            }

            return upload.Files.Count > 0 || faults.Count > 0
                ? upload
                : throw ProblemException.Invalid("The upload holds no file: choose some.");
        }
        catch (Exception failure)
        {
            upload.Dispose();
            throw failure is IOException and not BadHttpRequestException
                ? ProblemException.Invalid("The upload broke off, and nothing of it was imported: send it again.")
                : failure is InvalidDataException
                    ? ProblemException.Invalid($"The upload is malformed, and nothing of it was imported: {failure.Message}")
                    : failure;
        }
    }

    private async Task<long> TakeAsync(MultipartSection section, long left, ICollection<Fault> faults, CancellationToken cancel)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
            || !disposition.IsFileDisposition())
        {
            await section.Body.DrainAsync(cancel);
            return 0;
        }

        var sent = HeaderUtilities.RemoveQuotes(
            disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value ?? "";
        if (ItemNames.Clean(sent) is not { } name)
        {
            faults.Add(new Fault(
                sent, "A file cannot have such a name, as it leads out of its folder or is too long: rename it."));
            await section.Body.DrainAsync(cancel);
            return 0;
        }

        // a number for a folder: two files may have one name, and no name of a stranger chooses where we write
        var place = Directory.CreateDirectory(
            Path.Combine(folder, files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        var path = Path.Combine(place.FullName, ItemNames.FileNameOf(name));
        long length;
        await using (var file = new FileStream(
            path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
        {
            length = await CopyAsync(section.Body, file, left, cancel);
        }

        files.Add(new UploadedFile(name, path));
        return length;
    }

    private static async Task<long> CopyAsync(Stream from, Stream to, long most, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        long length = 0;
        int read;
        while ((read = await from.ReadAsync(buffer, cancel)) > 0)
        {
            length += read;
            if (length > most)
            {
                throw new ProblemException(
                    StatusCodes.Status413PayloadTooLarge, "too-large", "Too large",
                    "The upload is larger than this server accepts: send the files in several parts, or import them from a folder of the server.");
            }

            await to.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        return length;
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
