using System.Security.Cryptography;
using System.Text;
using Labelsmith.Server.Problems;

namespace Labelsmith.Server.Security;

/// <summary>Another site's page can make a browser send requests with our cookie, but cannot read the session's value
/// that must come along. Tokens are not sent by themselves and need none.</summary>
internal static class CsrfCheck
{
    public const string Header = "X-Labelsmith-Csrf";

    public static IApplicationBuilder UseCsrfCheck(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var expected = context.User.FindFirst(SessionAuthentication.CsrfClaim)?.Value;
        if (expected is not null && !IsSafe(context.Request.Method)
            && !Matches(context.Request.Headers[Header].ToString(), expected))
        {
            throw new ProblemException(
                StatusCodes.Status400BadRequest, "csrf", "Not from this application",
                $"The request lacks the header {Header} of this session: reload the page and try again.");
        }

        await next(context);
    });

    private static bool IsSafe(
        string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
