namespace Labelsmith.Storage.Users;

public sealed record User
{
    public required Guid Id { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}

/// <summary>A token of the command line. The token itself is shown once and not kept.</summary>
public sealed record ApiToken
{
    public required Guid Id { get; init; }
    public required Guid UserId { get; init; }
    public required string Name { get; init; }
    internal byte[] Hash { get; init; } = [];
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Who is signed in, in a browser.</summary>
/// <param name="Csrf">What state-changing requests of this session must repeat.</param>
public sealed record Session(User User, string Csrf);

internal sealed record SignInLink
{
    public required byte[] Hash { get; init; }
    public required Guid UserId { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}

internal sealed record SessionRow
{
    public required byte[] Hash { get; init; }
    public required Guid UserId { get; init; }
    public required string Csrf { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
}
