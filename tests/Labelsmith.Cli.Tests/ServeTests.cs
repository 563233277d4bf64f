using System.Net;
using System.Net.Sockets;

namespace Labelsmith.Cli.Tests;

/// <summary>The server as a program; what it answers is tested with the server.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    [Fact]
    public async Task It_prints_a_link_that_signs_in_and_ends_cleanly()
    {
        var url = $"http://127.0.0.1:{FreePort()}";
        using var running = LabelsmithProgram.Start("serve", "--data", _scratch["data"], "--urls", url);
        await running.UntilAsync("Ctrl-C stops the server");
        var link = running.Output.Split('\n').Single(line => line.Contains("/sign-in?token=", StringComparison.Ordinal)).Trim();
        Assert.StartsWith(url, link, StringComparison.Ordinal);

        using var client = new HttpClient();
        using var answer = await client.GetAsync(new Uri($"{url}/health"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        await running.InterruptAsync();
        var finished = await running.EndAsync();
        Assert.Equal(0, finished.Code);
        Assert.DoesNotContain("labelsmith:", finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_in_use_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        var finished = await LabelsmithProgram.RunAsync("serve", "--data", _scratch["data"], "--urls", url);
        Assert.Equal(1, finished.Code);
        Assert.Contains(url, Assert.Single(finished.Sentences), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_is_named()
    {
        var finished = await LabelsmithProgram.RunAsync("serve", "--data", "/proc/labelsmith", "--urls", $"http://127.0.0.1:{FreePort()}");
        Assert.Equal(1, finished.Code);
        Assert.Contains("/proc/labelsmith", Assert.Single(finished.Sentences), StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
