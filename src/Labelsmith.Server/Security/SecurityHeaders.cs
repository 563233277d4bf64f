namespace Labelsmith.Server.Security;

/// <summary>What browsers may do with our answers. An endpoint that needs other rules sets its own policy before it
/// answers.</summary>
internal static class SecurityHeaders
{
    /// <summary>The web app: its own scripts only; Mantine sets styles inline; masks are drawn from blobs and data.</summary>
    private const string AppPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>What people uploaded: shown, never run.</summary>
    public const string ContentPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";

    /// <summary>A report is one file with its styles, scripts and pictures in it; it may fetch nothing, and as a sandboxed page
    /// it has no cookie.</summary>
    public const string ReportPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; font-src data:; sandbox allow-scripts; frame-ancestors 'none'";

    /// <summary>The reference page writes one script into itself, which carries the nonce, and must not fetch from elsewhere
    /// either.</summary>
    public static string DocumentationPolicy(string nonce) =>
        $"default-src 'self'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer"; // the sign-in link must not travel
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (headers.ContentSecurityPolicy.Count == 0)
            {
                headers.ContentSecurityPolicy = AppPolicy;
            }

            return Task.CompletedTask;
        });
        return next(context);
    });
}
