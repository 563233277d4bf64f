using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Xml.Linq;

namespace Labelsmith.Architecture.Tests;

/// <summary>The source tree that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(FolderOfThisFile(), "..", ".."));

    /// <summary>The projects of src, by their short names: Domain, Formats …</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects { get; } =
        Directory.GetFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .ToDictionary(file => ShortName(file), XDocument.Load);

    /// <summary>Short names of the projects that one refers to.</summary>
    public static IEnumerable<string> References(string project) =>
        Items(Projects[project], "ProjectReference").Select(ShortName);

    public static IEnumerable<string> Packages(string project) => Items(Projects[project], "PackageReference");

    /// <summary>Every NuGet package that any project may use.</summary>
    public static IEnumerable<string> CentralPackages =>
        Items(XDocument.Load(Path.Combine(Root, "Directory.Packages.props")), "PackageVersion");

    /// <summary>Every npm package that the web app names.</summary>
    public static IEnumerable<string> WebPackages
    {
        get
        {
            using var package = JsonDocument.Parse(Read("web/package.json"));
            string[] kinds = ["dependencies", "devDependencies"];
            return [.. kinds.SelectMany(kind => package.RootElement.GetProperty(kind).EnumerateObject()).Select(one => one.Name)];
        }
    }

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Items(XDocument project, string kind) =>
        project.Descendants(kind).Select(item => item.Attribute("Include")!.Value);

    private static string ShortName(string path) =>
        Path.GetFileNameWithoutExtension(path.Replace('\\', '/'))["Labelsmith.".Length..];

    private static string FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
