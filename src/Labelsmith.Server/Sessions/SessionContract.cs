using Labelsmith.Storage.Users;

namespace Labelsmith.Server.Sessions;

/// <summary>Who is signed in, and to what.</summary>
/// <param name="Csrf">To be sent as the header <c>X-Labelsmith-Csrf</c> with each request that changes something; empty for
/// tokens.</param>
/// <param name="DataFolder">Where the server keeps everything.</param>
public sealed record SessionView(string User, string Csrf, string Version, string DataFolder);

/// <param name="Url">Signs in once, within 15 minutes.</param>
public sealed record SignInLinkView(string Url);

/// <summary>A token of the command line.</summary>
public sealed record TokenView
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }

    internal static TokenView Of(ApiToken token) =>
        new() { Id = token.Id, Name = token.Name, CreatedAt = token.CreatedAt, LastUsedAt = token.LastUsedAt };
}

public sealed record NewToken(string Name);

/// <param name="Token">Shown this once.</param>
public sealed record CreatedToken(Guid Id, string Name, string Token);
