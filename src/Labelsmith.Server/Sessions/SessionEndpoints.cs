using System.Reflection;
using System.Security.Claims;
using Labelsmith.Server.Security;
using Labelsmith.Storage;
using Labelsmith.Storage.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Labelsmith.Server.Sessions;

/// <summary>Signing in and out.</summary>
internal static class SessionEndpoints
{
    public static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    public static void MapSessions(this IEndpointRouteBuilder app)
    {
        app.MapGet("/sign-in", SignInAsync).AllowAnonymous().RequireRateLimiting(RateLimits.SignIn).ExcludeFromDescription();
        var session = app.MapGroup("/api/session").WithTags("Session");
        session.MapGet("", Read).WithName("getSession");
        session.MapDelete("", SignOutAsync).WithName("signOut");
        session.MapPost("/links", CreateLinkAsync).WithName("createSignInLink");
    }

    private static async Task<RedirectHttpResult> SignInAsync(
        string? token, HttpContext context, DataFolder data, CancellationToken cancel)
    {
        var secret = string.IsNullOrEmpty(token) ? null : await data.Users.SignInAsync(token, cancel);
        context.Response.Headers.CacheControl = "no-store";
        if (secret is null)
        {
            return TypedResults.Redirect("/?sign-in=expired");
        }

        context.Response.Cookies.Append(SessionAuthentication.CookieName(context), secret, CookieOptions(context));
        return TypedResults.Redirect("/");
    }

    private static Ok<SessionView> Read(ClaimsPrincipal caller, DataFolder data, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SessionView(
            caller.UserName(), caller.FindFirstValue(SessionAuthentication.CsrfClaim) ?? "", Version, data.Path));
    }

    private static async Task<NoContent> SignOutAsync(HttpContext context, DataFolder data, CancellationToken cancel)
    {
        var cookie = SessionAuthentication.CookieName(context);
        if (context.Request.Cookies.TryGetValue(cookie, out var secret))
        {
            await data.Users.SignOutAsync(secret, cancel);
            context.Response.Cookies.Delete(cookie, CookieOptions(context));
        }

        return TypedResults.NoContent();
    }

    private static async Task<Ok<SignInLinkView>> CreateLinkAsync(
        ClaimsPrincipal caller, HttpRequest request, DataFolder data, CancellationToken cancel)
    {
        var link = await data.Users.CreateLinkAsync(caller.User(), LinkLife, cancel);
        return TypedResults.Ok(new SignInLinkView($"{request.Scheme}://{request.Host}/sign-in?token={link}"));
    }

    private static string Version { get; } =
        typeof(SessionEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private static CookieOptions CookieOptions(HttpContext context) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = context.Request.IsHttps,
        Path = "/",
        MaxAge = UserStore.SessionLife,
        IsEssential = true,
    };
}
