using System.Text.RegularExpressions;

namespace Labelsmith.Architecture.Tests;

/// <summary>Documents point at what exists.</summary>
public partial class DocumentTests
{
    public static TheoryData<string> Documents =>
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file)),
    ];

    [Theory, MemberData(nameof(Documents))]
    public void A_link_leads_to_a_file(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var broken = Link().Matches(Repository.Read(document))
            .Select(match => match.Groups["target"].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal))
            .Where(target => !File.Exists(Path.Combine(folder, target)) && !Directory.Exists(Path.Combine(folder, target)));
        Assert.Empty(broken);
    }

    [Fact]
    public void A_decision_fits_on_a_page() =>
        Assert.All(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs", "decisions"), "*.md"),
            file => Assert.True(File.ReadLines(file).Count() <= 50, $"{file} is longer than a page."));

    [GeneratedRegex(@"\]\((?<target>[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex Link();
}
