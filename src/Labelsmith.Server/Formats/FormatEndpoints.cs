using Labelsmith.Domain;
using Labelsmith.Formats;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Formats;

/// <summary>A format of the catalogue.</summary>
/// <param name="ReadsData">Opens folders and files as items, for imports.</param>
/// <param name="Reads">Reads labels for existing items.</param>
/// <param name="Writes">Can be exported to.</param>
public sealed record FormatView(string Key, string Title, bool ReadsData, bool Reads, bool Writes, IReadOnlyList<Medium> Media);

internal static class FormatEndpoints
{
    public static void MapFormats(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/formats", List).WithTags("Formats").WithName("listFormats");

    private static Ok<IReadOnlyList<FormatView>> List() => TypedResults.Ok<IReadOnlyList<FormatView>>(
        [.. FormatCatalog.All.Select(format => new FormatView(format.Key, format.Title, format is IDatasetFormat, format is IRecordReader, format is IRecordWriter, format.Media))]);
}
