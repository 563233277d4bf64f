using System.Security.Claims;
using Labelsmith.Server.Problems;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Sessions;

/// <summary>Tokens, with which programs sign in.</summary>
internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder app)
    {
        var tokens = app.MapGroup("/api/tokens").WithTags("Session");
        tokens.MapGet("", ListAsync).WithName("listTokens");
        tokens.MapPost("", CreateAsync).WithName("createToken");
        tokens.MapDelete("/{id:guid}", DeleteAsync).WithName("deleteToken");
    }

    private static async Task<Ok<IReadOnlyList<TokenView>>> ListAsync(
        ClaimsPrincipal caller, DataFolder data, CancellationToken cancel)
    {
        var tokens = await data.Users.ListTokensAsync(caller.User(), cancel);
        return TypedResults.Ok<IReadOnlyList<TokenView>>([.. tokens.Select(TokenView.Of)]);
    }

    private static async Task<Ok<CreatedToken>> CreateAsync(
        NewToken token, ClaimsPrincipal caller, HttpContext context, DataFolder data, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(token.Name))
        {
            throw ProblemException.Invalid("A token needs a name, so that you know later what uses it.");
        }

        var (kept, secret) = await data.Users.CreateTokenAsync(caller.User(), token.Name.Trim(), cancel);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new CreatedToken(kept.Id, kept.Name, secret));
    }

    private static async Task<NoContent> DeleteAsync(
        Guid id, ClaimsPrincipal caller, DataFolder data, CancellationToken cancel) =>
        await data.Users.DeleteTokenAsync(caller.User(), id, cancel)
            ? TypedResults.NoContent()
            : throw ProblemException.NotFound("token");
}
