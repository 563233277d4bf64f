using System.Security.Claims;
using System.Text.Encodings.Web;
using Labelsmith.Storage;
using Labelsmith.Storage.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Labelsmith.Server.Security;

/// <summary>Who asks: a browser by the cookie of its session, or a program by a bearer token. Both are random secrets whose
/// hashes stand in the database, so that sign-out and removal end them at once, and no key need be kept.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, DataFolder data, IProblemDetailsService problems)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "labelsmith";
    public const string CsrfClaim = "csrf";

    /// <summary>Browsers keep cookies by host, not by port: two servers on one machine need two names.</summary>
    public static string CookieName(HttpContext context) => $"labelsmith-{context.Connection.LocalPort}";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var authorization = Request.Headers.Authorization.ToString();
        if (authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var user = await data.Users.FindTokenAsync(authorization["Bearer ".Length..].Trim(), Context.RequestAborted);
            return user is null ? AuthenticateResult.Fail("Unknown token.") : Success(user, csrf: null);
        }

        if (!Request.Cookies.TryGetValue(CookieName(Context), out var secret))
        {
            return AuthenticateResult.NoResult();
        }

        var session = await data.Users.FindSessionAsync(secret, Context.RequestAborted);
        return session is null ? AuthenticateResult.Fail("Unknown session.") : Success(session.User, session.Csrf);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        await problems.WriteAsync(new ProblemDetailsContext
        {
            HttpContext = Context,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status401Unauthorized,
                Type = "sign-in",
                Title = "Sign in",
                Detail = "Open the sign-in link that the server has printed in the terminal, or send a token.",
            },
        });
    }

    private static AuthenticateResult Success(User user, string? csrf)
    {
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, user.Id.ToString()), new Claim(ClaimTypes.Name, user.Name)], SchemeName);
        if (csrf is not null)
        {
            identity.AddClaim(new Claim(CsrfClaim, csrf));
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }
}
