namespace Labelsmith.Storage.Tests;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("labelsmith-blobs-").FullName;
    private readonly DataFolder data;

    public BlobStoreTests() => data = DataFolder.Open(folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Equal_contents_are_kept_once_under_their_sha256()
    {
        var first = await data.Blobs.PutAsync("abc"u8.ToArray(), Cancel);
        var second = await data.Blobs.PutAsync("abc"u8.ToArray(), Cancel);

        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", first);
        Assert.Equal(first, second);
        Assert.Equal("abc"u8.ToArray(), await File.ReadAllBytesAsync(data.Blobs.PathOf(first), Cancel));
        Assert.Single(Files());
    }

    [Fact]
    public async Task A_content_that_breaks_off_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => data.Blobs.PutAsync(new BrokenStream(), Cancel));

        Assert.Empty(Files());
    }

    [Theory]
    [InlineData("../labelsmith.db")]
    [InlineData("")]
    public void Nothing_but_a_sha256_names_a_content(
        string name) => Assert.Throws<ArgumentException>(() => data.Blobs.PathOf(name));

    private string[] Files() => Directory.GetFiles(Path.Combine(folder, "blobs"), "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("The line is cut.");
    }
}
