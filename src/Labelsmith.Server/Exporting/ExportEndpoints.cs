using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats;
using Labelsmith.Server.Documentation;
using Labelsmith.Server.Importing;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Storage;
using Labelsmith.Storage.Annotations;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Exporting;

/// <summary>Downloads of what people and models have answered.</summary>
internal static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/projects/{id:guid}/export", ExportAsync).WithTags("Exports").WithName("exportProject")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream");

    private static async Task<FileStreamHttpResult> ExportAsync(
        Guid id, DataFolder data, TimeProvider time, CancellationToken cancel, string format = "native", Word<ExportContent>? include = null)
    {
        var project = await data.RequireProjectAsync(id, cancel);
        var writer = FormatCatalog.Find(format) as IRecordWriter
            ?? throw ProblemException.Invalid($"Nothing can be exported as '{format}': choose one of {string.Join(", ", FormatCatalog.All.OfType<IRecordWriter>().Select(known => known.Key))}.");
        if (!writer.Media.Contains(project.Medium))
        {
            throw ProblemException.Invalid($"The format {writer.Title} does not hold items of the medium {project.Medium.ToString().ToLowerInvariant()}: choose another one.");
        }

        var content = include?.Value ?? ExportContent.Annotations;
        var names = new LabelNames(project.Schema);
        var header = new ExportHeader { Name = project.Name, Content = content, CreatedAt = time.GetUtcNow(), Classes = names.All };
        var spool = Spool(data);
        try
        {
            await writer.WriteAsync(header, Records(data, project, names, content, cancel), spool, cancel);
            await spool.FlushAsync(cancel);
            spool.Position = 0;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }

        return TypedResults.Stream(spool, writer.ContentType, FileName(project, content, writer));
    }

    /// <summary>An export that fails in the middle is then a problem and not a file that is cut off, and Kestrel, which refuses
    /// synchronous writes, sees none.</summary>
    private static FileStream Spool(DataFolder data) =>
        new(
            Path.Combine(Directory.CreateDirectory(data.TemporaryFolder).FullName, $"export-{Guid.NewGuid():N}"),
            FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);

    private static async IAsyncEnumerable<ItemRecord> Records(
        DataFolder data, Project project, LabelNames names, ExportContent include, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var full in data.Items.ReadAllAsync(project.Id, cancel: cancel))
        {
            var record = ToRecord(full, project, names, include);
            if (record.Annotation is not null || record.Prediction is not null)
            {
                yield return record;
            }
        }
    }

    private static ItemRecord ToRecord(FullItem full, Project project, LabelNames names, ExportContent include) => new()
    {
        Id = full.Item.Name,
        Medium = project.Medium,
        File = full.Item.Blob is null ? null : full.Item.Name,
        Text = full.Text,
        Width = full.Item.Width,
        Height = full.Item.Height,
        Unmarked = project.Schema.Controls.FirstOrDefault(control => control.MarksPixels)?.Unmarked is UnmarkedPixels.Unknown
            ? UnmarkedPixels.Unknown
            : null,
        Annotation = include != ExportContent.Predictions && full.Annotation is { State: AnnotationState.Submitted } annotation
            ? names.ToNames(annotation.Answers)
            : null,
        Prediction = include != ExportContent.Annotations && full.Prediction is { } prediction
            ? new PredictionRecord(prediction.ModelId, prediction.Score, names.ToNames(prediction.Answers))
            : null,
    };

    private static string FileName(Project project, ExportContent include, IRecordWriter writer)
    {
        var name = string.Concat(project.Name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-')).Trim('-');
        return $"{(name.Length == 0 ? "project" : name)}-{include.ToString().ToLowerInvariant()}-{writer.Key}{writer.FileExtension}";
    }
}
