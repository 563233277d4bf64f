using Labelsmith.Cluster.Selections;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Labelsmith.Storage.Selections;
using Microsoft.Extensions.Logging.Abstractions;

namespace Labelsmith.Cluster.Tests.Selections;

/// <summary>What a worker does with a wish.</summary>
public sealed class SelectionExecutorTests : IDisposable
{
    private static readonly string[] _subjects = ["the harbour and its ships", "a recipe for bread with butter", "goals in the second half"];

    private readonly string _folder = Directory.CreateTempSubdirectory("labelsmith-").FullName;
    private readonly DataFolder _data;

    public SelectionExecutorTests() => _data = DataFolder.Open(_folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_items_that_are_asked_are_one_of_each_kind()
    {
        var project = await AddProjectAsync(60);
        await ServeAsync(project);
        var selection = await _data.Selections.FindAsync(project.Id, Cancel);
        Assert.Equal((SelectionState.Ready, "typiclust", 60), (selection.State, selection.ChosenBy, selection.Chosen));
        var first = await _data.Items.ReadQueueAsync(project.Id, null, backwards: false, 20, Cancel);
        Assert.Equal(3, first.Select(item => int.Parse(item.Name, null) % 3).Distinct().Count());
        Assert.True((await _data.Items.ReadAsync(first[0].Id, Cancel))!.Ask!.Value >= 1);
    }

    [Fact]
    public async Task A_run_that_waits_comes_first_and_the_wish_stays_open()
    {
        var project = await AddProjectAsync(5);
        await _data.Runs.EnqueueAsync(project.Id, new RunRequest(), Cancel);
        await _data.Selections.RequestAsync(project.Id, "random", Cancel);
        await ServeAsync(project, ask: false);
        Assert.Equal(SelectionState.Wanted, (await _data.Selections.FindAsync(project.Id, Cancel)).State);
    }

    [Fact]
    public async Task Where_everything_is_answered_nothing_is_asked_and_what_cannot_be_done_is_told()
    {
        var project = await AddProjectAsync(2, answered: true);
        await ServeAsync(project);
        var done = await _data.Selections.FindAsync(project.Id, Cancel);
        Assert.Equal((SelectionState.Ready, 0), (done.State, done.Chosen));

        var open = await AddProjectAsync(3);
        await _data.Selections.RequestAsync(open.Id, "badge", Cancel);
        await ServeAsync(open, ask: false);
        var failed = await _data.Selections.FindAsync(open.Id, Cancel);
        Assert.Equal(SelectionState.Failed, failed.State);
        Assert.Contains("there is none yet", failed.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task ServeAsync(Project project, bool ask = true)
    {
        if (ask)
        {
            await _data.Selections.RequestAsync(project.Id, cancel: Cancel);
        }

        await new SelectionExecutor(_data, TimeProvider.System, NullLogger<SelectionExecutor>.Instance).ExecuteAsync(project.Id, Cancel);
    }

    private async Task<Project> AddProjectAsync(int count, bool answered = false)
    {
        var label = new Label { Id = "a", Name = "A", Color = "#1f77b4" };
        var schema = new LabelSchema([new Control { Key = "kind", Title = "Kind", Kind = ControlKind.Choice, Labels = [label] }]);
        var project = await _data.Projects.AddAsync($"texts {count}", Medium.Text, schema, cancel: Cancel);
        IReadOnlyList<Answer> answer = [new Answer { Id = "1", Control = "kind", Labels = ["a"] }];
        await _data.Items.AddAsync(
            project.Id,
            [.. Enumerable.Range(0, count).Select(i => new NewItem($"{i}") { Text = $"{_subjects[i % 3]}, number {i}", Annotation = answered ? answer : null })],
            "import", Cancel);
        return project;
    }
}
