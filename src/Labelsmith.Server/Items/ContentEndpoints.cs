using Labelsmith.Server.Problems;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Labelsmith.Server.Items;

/// <summary>The contents themselves. Whatever was uploaded leaves as one of three image types or as plain text, and in a
/// sandbox: nothing of it can run in the browser.</summary>
internal static class ContentEndpoints
{
    public static void MapContents(this IEndpointRouteBuilder app)
    {
        var item = app.MapGroup("/api/items/{id:guid}").WithTags("Items");
        item.MapGet("/content", ReadContentAsync).WithName("getItemContent")
            .Produces<byte[]>(StatusCodes.Status200OK, "image/png", "image/jpeg", "image/webp", "text/plain");
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
        return File(images.Thumbnail(item.Blob, item.Name), $"{item.Blob}-thumbnail");
    }

    private static PhysicalFileHttpResult File(CachedImage image, string version) =>
        TypedResults.PhysicalFile(image.Path, image.ContentType, entityTag: new EntityTagHeaderValue($"\"{version}\""));

    private static void Protect(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, max-age=3600";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.ContentPolicy;
    }
}
