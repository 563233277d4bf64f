using System.Security.Cryptography;
using Labelsmith.Server.Security;
using Scalar.AspNetCore;

namespace Labelsmith.Server.Documentation;

/// <summary>The OpenAPI document, and a page to read it. The page's scripts come with us: it fetches nothing from
/// elsewhere.</summary>
internal static class DocumentationEndpoints
{
    public static void MapDocumentation(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", (options, context) =>
        {
            var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.DocumentationPolicy(nonce);
            options.WithTitle("Labelsmith API")
                .WithNonce(nonce)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideDeveloperTools()
                .HideClientButton()
                .WithProxy("")
                .WithOpenApiRoutePattern("/openapi/{documentName}.json");
        });
    }
}
