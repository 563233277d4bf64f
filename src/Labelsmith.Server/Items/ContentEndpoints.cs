using Labelsmith.Domain;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Labelsmith.Server.Items;

/// <summary>The contents themselves. Whatever was uploaded leaves as one of three image types, as sound or as plain text, and in a
/// sandbox: nothing of it can run in the browser.</summary>
internal static class ContentEndpoints
{
    public static void MapContents(this IEndpointRouteBuilder app)
    {
        var item = app.MapGroup("/api/items/{id:guid}").WithTags("Items");
        item.MapGet("/content", ReadContentAsync).WithName("getItemContent")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp", "audio/wav", "text/plain");
        item.MapGet("/thumbnail", ReadThumbnailAsync).WithName("getItemThumbnail")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp");
    }

    private static async Task<IResult> ReadContentAsync(
        Guid id, HttpContext context, DataFolder data, ImageCache images, CancellationToken cancel)
    {
        var item = await data.Items.FindAsync(id, cancel) ?? throw ProblemException.NotFound("item");
        Protect(context);
        if (item.Blob is null)
        {
            return TypedResults.Text(await data.Items.ReadTextAsync(item, cancel) ?? "", "text/plain; charset=utf-8");
        }

        if (await IsSoundAsync(item, data, cancel))
        {
            // players ask for the part that they need
            return TypedResults.PhysicalFile(
                data.Blobs.PathOf(item.Blob), "audio/wav", entityTag: Tag($"{item.Blob}-content"), enableRangeProcessing: true);
        }

        var image = images.Shown(item.Blob, item.Name);
        return File(image, $"{item.Blob}-content");
    }

    private static async Task<IResult> ReadThumbnailAsync(
        Guid id, HttpContext context, DataFolder data, ImageCache images, CancellationToken cancel)
    {
        var item = await data.Items.FindAsync(id, cancel) ?? throw ProblemException.NotFound("item");
        if (item.Blob is null)
        {
            throw ProblemException.NotFound("thumbnail");
        }

        Protect(context);
        var thumbnail = await IsSoundAsync(item, data, cancel)
            ? images.SoundThumbnail(item.Blob, item.Name)
            : images.Thumbnail(item.Blob, item.Name);
        return File(thumbnail, $"{item.Blob}-thumbnail");
    }

    private static PhysicalFileHttpResult File(CachedImage image, string version) =>
        TypedResults.PhysicalFile(image.Path, image.ContentType, entityTag: Tag(version));

    private static EntityTagHeaderValue Tag(string version) => new($"\"{version}\"");

    private static async Task<bool> IsSoundAsync(Item item, DataFolder data, CancellationToken cancel) =>
        await data.Projects.FindAsync(item.ProjectId, cancel) is { Medium: Medium.Audio };

    private static void Protect(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentPolicy;
    }
}
