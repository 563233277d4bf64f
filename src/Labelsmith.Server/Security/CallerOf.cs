using System.Security.Claims;
using Labelsmith.Storage.Users;

namespace Labelsmith.Server.Security;

/// <summary>The signed-in user, read back from the claims.</summary>
internal static class CallerOf
{
    public static string UserName(this ClaimsPrincipal caller) => caller.FindFirstValue(ClaimTypes.Name)!;

    public static User User(this ClaimsPrincipal caller) => new()
    {
        Id = Guid.Parse(caller.FindFirstValue(ClaimTypes.NameIdentifier)!),
        Name = caller.UserName(),
        CreatedAt = default,
    };
}
