using System.Security.Claims;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Projects;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Labelsmith.Server.Importing;

/// <summary>Items and labels, from the browser or from a folder of the server.</summary>
internal static class ImportEndpoints
{
    public static void MapImports(this IEndpointRouteBuilder app)
    {
        var project = app.MapGroup("/api/projects/{id:guid}").WithTags("Imports");
        project.MapPost("/uploads", UploadAsync).WithName("uploadItems")
            .WithMetadata(new DisableRequestSizeLimitAttribute()).Accepts<UploadForm>("multipart/form-data");
        project.MapPost("/imports", ImportAsync).WithName("importFromServer");
        project.MapPost("/labels", ImportLabelsAsync).WithName("importLabels")
            .WithMetadata(new DisableRequestSizeLimitAttribute()).Accepts<UploadForm>("multipart/form-data");
    }

    private static async Task<Ok<ImportReport>> UploadAsync(
        Guid id, HttpRequest request, ClaimsPrincipal caller, DataFolder data, ItemImporter importer, ServerOptions options, CancellationToken cancel)
    {
        var project = await data.RequireOpenProjectAsync(id, cancel);
        var faults = new List<Fault>();
        using var upload = await UploadFolder.ReceiveAsync(request, data, options.MaximumUploadBytes, faults, cancel);
        var sets = UploadImport.Read(upload, project, options.MaximumUploadBytes, faults, cancel);
        var tally = new ImportTally(faults);
        foreach (var set in sets)
        {
            try
            {
                // the upload is complete: who closes the page now does not want half of it
                tally.Take(await importer.ImportAsync(project, set, caller.UserName(), CancellationToken.None));
            }
            catch (BadDataException bad)
            {
                tally.Add(new Fault(set.Name, bad.Message));
            }
        }

        return TypedResults.Ok(tally.Report);
    }

    private static async Task<Ok<ImportReport>> ImportAsync(
        Guid id, ServerImport import, ClaimsPrincipal caller, DataFolder data, ItemImporter importer, CancellationToken cancel)
    {
        var project = await data.RequireOpenProjectAsync(id, cancel);
        if (!Path.IsPathFullyQualified(import.Path))
        {
            throw ProblemException.Invalid($"'{import.Path}' is not a whole path: begin it at the root, such as /data/images.");
        }

        var dataset = DatasetReader.Open(import.Path, import.Format);
        return TypedResults.Ok(await importer.ImportAsync(project, dataset, caller.UserName(), cancel));
    }

    private static async Task<Ok<ImportReport>> ImportLabelsAsync(
        Guid id, HttpRequest request, ClaimsPrincipal caller, DataFolder data, ServerOptions options, CancellationToken cancel, string format = "auto")
    {
        var project = await data.RequireOpenProjectAsync(id, cancel);
        var faults = new List<Fault>();
        using var upload = await UploadFolder.ReceiveAsync(request, data, options.MaximumUploadBytes, faults, cancel);
        var tally = new ImportTally(faults);
        foreach (var file in upload.Files)
        {
            try
            {
                tally.Take(await new LabelImport(data, project, caller.UserName()).ImportAsync(
                    file, format, CancellationToken.None));
            }
            catch (BadDataException bad)
            {
                tally.Add(new Fault(file.Name, bad.Message));
            }
        }

        return TypedResults.Ok(tally.Report);
    }
}
