using Labelsmith.Storage.Users;

namespace Labelsmith.Storage.Tests;

public abstract partial class StorageContract
{
    [Fact]
    public async Task A_link_signs_in_once()
    {
        var user = await Data.Users.EnsureAsync("ann", Cancel);
        var link = await Data.Users.CreateLinkAsync(user, life: null, Cancel);

        var attempts = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => Data.Users.SignInAsync(link, Cancel), Cancel)));

        var secret = Assert.Single(attempts, attempt => attempt is not null)!;
        var session = (await Data.Users.FindSessionAsync(secret, Cancel))!;
        Assert.Equal("ann", session.User.Name);
        await Data.Users.SignOutAsync(secret, Cancel);
        Assert.Null(await Data.Users.FindSessionAsync(secret, Cancel));
    }

    [Fact]
    public async Task A_link_with_a_life_ends_and_one_printed_at_start_is_replaced_by_the_next()
    {
        var user = await Data.Users.EnsureAsync("ann", Cancel);
        var shortLived = await Data.Users.CreateLinkAsync(user, TimeSpan.FromMinutes(15), Cancel);
        var first = await Data.Users.CreateLinkAsync(user, life: null, Cancel);
        var second = await Data.Users.CreateLinkAsync(user, life: null, Cancel);
        Clock.Time += TimeSpan.FromMinutes(16);

        Assert.Null(await Data.Users.SignInAsync(shortLived, Cancel));
        Assert.Null(await Data.Users.SignInAsync(first, Cancel));
        Assert.NotNull(await Data.Users.SignInAsync(second, Cancel));
        Assert.Null(await Data.Users.SignInAsync("unknown", Cancel));
    }

    [Fact]
    public async Task A_session_lives_while_it_is_used()
    {
        var user = await Data.Users.EnsureAsync("ann", Cancel);
        var secret = (await Data.Users.SignInAsync(await Data.Users.CreateLinkAsync(user, null, Cancel), Cancel))!;

        for (var week = 0; week < 8; week++)
        {
            Clock.Time += TimeSpan.FromDays(7);
            Assert.NotNull(await Data.Users.FindSessionAsync(secret, Cancel));
        }

        Clock.Time += UserStore.SessionLife;
        Assert.Null(await Data.Users.FindSessionAsync(secret, Cancel));
    }

    [Fact]
    public async Task A_token_opens_until_it_is_deleted_and_is_not_kept()
    {
        var user = await Data.Users.EnsureAsync("ann", Cancel);
        var (kept, token) = await Data.Users.CreateTokenAsync(user, "laptop", Cancel);

        Assert.Equal(user.Id, (await Data.Users.FindTokenAsync(token, Cancel))!.Id);
        Assert.Null(await Data.Users.FindTokenAsync(token + "x", Cancel));
        Assert.NotNull(Assert.Single(await Data.Users.ListTokensAsync(user, Cancel)).LastUsedAt);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            Assert.DoesNotContain(
                token, await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, Cancel), StringComparison.Ordinal);
        }

        Assert.True(await Data.Users.DeleteTokenAsync(user, kept.Id, Cancel));
        Assert.Null(await Data.Users.FindTokenAsync(token, Cancel));
    }
}
