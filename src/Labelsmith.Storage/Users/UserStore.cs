using Labelsmith.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace Labelsmith.Storage.Users;

/// <summary>Users, and the three ways in: one-time links, the sessions that they begin, and tokens.</summary>
public sealed class UserStore
{
    /// <summary>A session ends when it is not used for this long.</summary>
    public static readonly TimeSpan SessionLife = TimeSpan.FromDays(30);

    private readonly Contexts contexts;

    internal UserStore(Contexts contexts) => this.contexts = contexts;

    /// <summary>Finds the user of this name, or makes one.</summary>
    public async Task<User> EnsureAsync(string name, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var user = await db.Users.SingleOrDefaultAsync(user => user.Name == name, cancel);
        if (user is null)
        {
            user = new User { Id = Guid.CreateVersion7(), Name = name, CreatedAt = contexts.Now };
            db.Users.Add(user);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        return user;
    }

    /// <summary>A link that signs in once.</summary>
    /// <param name="life">Null: until it is used, or until the next one of this kind is made.</param>
    /// <returns>The link's secret, which is not kept.</returns>
    public async Task<string> CreateLinkAsync(User user, TimeSpan? life, CancellationToken cancel = default)
    {
        var secret = Secret.Create();
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = contexts.Now;
        var unlimited = life is null;
        await db.SignInLinks.Where(link => link.ExpiresAt < now || (
            unlimited && link.ExpiresAt == null && link.UserId == user.Id)).ExecuteDeleteAsync(cancel);
        db.SignInLinks.Add(
            new SignInLink { Hash = Secret.Hash(secret), UserId = user.Id, CreatedAt = now, ExpiresAt = now + life });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return secret;
    }

    /// <summary>Uses a link up and begins a session.</summary>
    /// <returns>The session's secret; null: the link is unknown, used or too old.</returns>
    public async Task<string?> SignInAsync(string link, CancellationToken cancel = default)
    {
        var hash = Secret.Hash(link);
        await using var db = contexts.Open();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var now = contexts.Now;
        var found = await db.SignInLinks
            .SingleOrDefaultAsync(row => row.Hash == hash && (row.ExpiresAt == null || row.ExpiresAt > now), cancel);
        if (found is null)
        {
            return null;
        }

        var secret = Secret.Create();
        await db.SignInLinks.Where(row => row.Hash == hash).ExecuteDeleteAsync(cancel);
        await db.Sessions.Where(session => session.ExpiresAt < now).ExecuteDeleteAsync(cancel);
        db.Sessions.Add(new SessionRow
        {
            Hash = Secret.Hash(secret),
            UserId = found.UserId,
            Csrf = Secret.Create(),
            CreatedAt = now,
            ExpiresAt = now + SessionLife,
        });
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return secret;
    }

    /// <summary>Null: no such session, or it has ended. A use prolongs it (written at most once a day).</summary>
    public async Task<Session?> FindSessionAsync(string secret, CancellationToken cancel = default)
    {
        var hash = Secret.Hash(secret);
        await using var db = contexts.Open();
        var now = contexts.Now;
        var found = await (
            from session in db.Sessions
            join user in db.Users on session.UserId equals user.Id
            where session.Hash == hash && session.ExpiresAt > now
            select new { session, user }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        if (found.session.ExpiresAt < now + SessionLife - TimeSpan.FromDays(1))
        {
            await db.Sessions.Where(session => session.Hash == hash)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.ExpiresAt, now + SessionLife), cancel);
        }

        return new Session(found.user, found.session.Csrf);
    }

    public async Task SignOutAsync(string secret, CancellationToken cancel = default)
    {
        var hash = Secret.Hash(secret);
        await using var db = contexts.Open();
        await db.Sessions.Where(session => session.Hash == hash).ExecuteDeleteAsync(cancel);
    }

    /// <returns>What is kept, and the token itself, which is not.</returns>
    public async Task<(ApiToken Kept, string Token)> CreateTokenAsync(User user, string name, CancellationToken cancel = default)
    {
        var secret = Secret.Create();
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(),
            UserId = user.Id,
            Name = name,
            Hash = Secret.Hash(
            secret),
            CreatedAt = contexts.Now
        };
        await using var db = contexts.Open();
        db.ApiTokens.Add(token);
        await db.SaveChangesAsync(cancel);
        return (token, secret);
    }

    public async Task<IReadOnlyList<ApiToken>> ListTokensAsync(User user, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.ApiTokens.Where(token => token.UserId == user.Id).OrderBy(token => token.CreatedAt).ToListAsync(cancel);
    }

    /// <summary>False: the user has no such token.</summary>
    public async Task<bool> DeleteTokenAsync(User user, Guid id, CancellationToken cancel = default)
    {
        await using var db = contexts.Open();
        return await db.ApiTokens.Where(token => token.Id == id && token.UserId == user.Id).ExecuteDeleteAsync(cancel) == 1;
    }

    /// <summary>Whose token it is; null: nobody's. Notes the use, at most once a minute.</summary>
    public async Task<User?> FindTokenAsync(string secret, CancellationToken cancel = default)
    {
        var hash = Secret.Hash(secret);
        await using var db = contexts.Open();
        var found = await (
            from token in db.ApiTokens
            join user in db.Users on token.UserId equals user.Id
            where token.Hash == hash
            select new { token, user }).SingleOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var now = contexts.Now;
        if (found.token.LastUsedAt is not { } last || now - last > TimeSpan.FromMinutes(1))
        {
            await db.ApiTokens.Where(token => token.Id == found.token.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(token => token.LastUsedAt, now), cancel);
        }

        return found.user;
    }
}
