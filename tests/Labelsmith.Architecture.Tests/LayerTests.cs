namespace Labelsmith.Architecture.Tests;

/// <summary>Dependencies point one way. docs/architecture.md draws what is listed here.</summary>
public class LayerTests
{
    /// <summary>What each project may refer to. A new project: a line here, and in the drawing.</summary>
    private static readonly Dictionary<string, string[]> _mayReferTo = new()
    {
        ["Domain"] = [],
        ["Metrics"] = ["Domain"],
        ["Media"] = ["Domain"],
        ["Storage"] = ["Domain"],
        ["Formats"] = ["Domain", "Media"],
        ["Learning"] = ["Domain", "Media", "Metrics"],
        ["Cluster"] = ["Domain", "Formats", "Learning", "Media", "Metrics", "Storage"],
        ["Server"] = ["Cluster", "Domain", "Formats", "Learning", "Media", "Metrics", "Storage"],
        ["Cli"] = ["Cluster", "Domain", "Formats", "Learning", "Media", "Metrics", "Server", "Storage"],
    };

    /// <summary>Engines that only one project may see: everybody else speaks of items, masks and scores.</summary>
    private static readonly Dictionary<string, string> _onlyIn = new()
    {
        ["OpenCvSharp"] = "Media",
        ["TorchSharp"] = "Learning",
        ["libtorch"] = "Learning",
        ["Microsoft.ML.OnnxRuntime"] = "Learning",
        ["Microsoft.EntityFrameworkCore"] = "Storage",
        ["Microsoft.Orleans"] = "Cluster",
        ["Microsoft.AspNetCore"] = "Server",
        ["System.CommandLine"] = "Cli",
    };

    public static TheoryData<string> Projects => [.. Repository.Projects.Keys];

    public static TheoryData<string, string> Engines => new(_onlyIn.Select(pair => (pair.Key, pair.Value)));

    [Theory, MemberData(nameof(Projects))]
    public void A_project_refers_only_to_layers_below_it(string project)
    {
        Assert.True(_mayReferTo.ContainsKey(project), $"{project} is new: say in LayerTests what it may refer to.");
        Assert.Empty(Repository.References(project).Except(_mayReferTo[project]));
    }

    [Fact]
    public void Formats_learning_and_storage_do_not_know_each_other()
    {
        string[] strangers = ["Formats", "Learning", "Storage"];
        foreach (var one in strangers)
        {
            Assert.Empty(Closure(one).Intersect(strangers.Except([one])));
        }
    }

    [Fact]
    public void The_domain_needs_no_package() => Assert.Empty(Repository.Packages("Domain"));

    [Theory, MemberData(nameof(Engines))]
    public void An_engine_is_seen_by_one_project_only(string package, string owner)
    {
        var others = Repository.Projects.Keys
            .Where(project => project != owner)
            .Where(project => Repository.Packages(project).Any(name => name.StartsWith(package, StringComparison.Ordinal)));
        Assert.Empty(others);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("Labelsmith.slnx");
        var projects = new[] { "src", "tests", "bench" }
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
        Assert.All(projects, project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    private static HashSet<string> Closure(string project)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>([project]);
        while (open.TryPop(out var next))
        {
            foreach (var reference in Repository.References(next).Where(reached.Add))
            {
                open.Push(reference);
            }
        }

        return reached;
    }
}
