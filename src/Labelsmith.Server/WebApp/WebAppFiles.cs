using Labelsmith.Server.Problems;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace Labelsmith.Server.WebApp;

/// <summary>The web app: plain files, open to everybody, as the sign-in page is one of them.</summary>
internal static class WebAppFiles
{
    private const string NotBuilt =
        "<!doctype html><meta charset=utf-8><title>Labelsmith</title><p>The server runs, but the web app has not been built: start it with <code>./labelsmith demo</code>.</p>";

    public static void UseWebAppFiles(this WebApplication app, string root)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(root),
            OnPrepareResponse = response =>
                response.Context.Response.Headers.CacheControl = CacheControl(response.Context.Request.Path),
        });
    }

    /// <summary>Any other address is a page of the web app, which finds its way by itself; addresses of the API are
    /// not.</summary>
    public static void MapWebAppPages(this IEndpointRouteBuilder app, string root)
    {
        var index = Path.Combine(root, "index.html");
        app.MapFallback((HttpContext context) =>
        {
            var path = context.Request.Path;
            if (path.StartsWithSegments("/api") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/docs"))
            {
                throw new ProblemException(StatusCodes.Status404NotFound, "no-such-address", "No such address", $"There is nothing at {path}: see /docs.");
            }

            context.Response.Headers.CacheControl = "no-cache";
            return File.Exists(index)
                ? (IResult)TypedResults.PhysicalFile(index, "text/html; charset=utf-8")
                : TypedResults.Text(NotBuilt, "text/html; charset=utf-8");
        }).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).AllowAnonymous();
    }

    /// <summary>The names under assets/ contain a hash of their content.</summary>
    private static StringValues CacheControl(PathString path) =>
        path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache";
}
