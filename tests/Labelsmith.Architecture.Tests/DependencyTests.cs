namespace Labelsmith.Architecture.Tests;

/// <summary>What we stand on is written down, with its licence.</summary>
public class DependencyTests
{
    [Fact]
    public void Every_package_is_in_the_list_of_dependencies()
    {
        var list = Repository.Read("docs/dependencies.md");
        var missing = Repository.CentralPackages.Concat(Repository.WebPackages)
            .Where(package => !list.Contains($"| `{package}` |", StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Fact]
    public void The_list_of_dependencies_names_no_package_that_is_gone()
    {
        var known = Repository.CentralPackages.Concat(Repository.WebPackages).ToHashSet();
        var listed = Repository.Read("docs/dependencies.md").Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]);
        Assert.Empty(listed.Except(known));
    }
}
