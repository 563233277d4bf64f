using System.Net;
using System.Net.Sockets;
using Labelsmith.Storage;

namespace Labelsmith.Server.Tests;

/// <summary>A server that cannot start says why in one sentence.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("labelsmith-start-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_in_use_is_told()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var server = LabelsmithServer.Build(new ServerOptions { DataFolder = folder, Urls = [url] });

        var failure = await Assert.ThrowsAsync<ServerStartException>(() => server.StartAsync(Cancel));

        Assert.Contains(url, failure.Message, StringComparison.Ordinal);
        Assert.Contains("in use", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_folder_that_is_a_file_is_told()
    {
        var file = Path.Combine(folder, "file");
        File.WriteAllText(file, "");

        var failure = Assert.Throws<DataFolderException>(() => LabelsmithServer.Build(new ServerOptions { DataFolder = file }));

        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
