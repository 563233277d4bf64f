using Labelsmith.Cluster.Runs;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;
using Labelsmith.Storage;
using Labelsmith.Storage.Items;
using Labelsmith.Storage.Models;
using Labelsmith.Storage.Projects;
using Labelsmith.Storage.Runs;
using Microsoft.Extensions.Logging.Abstractions;

namespace Labelsmith.Cluster.Tests.Runs;

/// <summary>Auto-annotate from a project to its predictions, without a server around it.</summary>
public sealed class RunExecutorTests : IDisposable
{
    private const string Owner = "worker";
    private const int Labelled = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("labelsmith-run-").FullName;
    private readonly DataFolder _data;

    public RunExecutorTests() => _data = DataFolder.Open(_folder);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_project_that_asks_for_a_number_gets_numbers_with_intervals()
    {
        var control = new Control { Key = "eggs", Title = "Eggs", Kind = ControlKind.Number, Labels = [] };
        var project = await ProjectAsync(control, number => [new Answer { Id = "1", Control = "eggs", Number = number % 5 }]);

        var run = await RunAsync(project, new RunRequest(TaskKind.Regression));

        Assert.Equal((RunState.Succeeded, null), (run.State, run.Error));
        var predictions = await PredictionsAsync(project);
        Assert.Equal(10, predictions.Count);
        Assert.All(predictions, answers =>
        {
            var answer = Assert.Single(answers);
            Assert.Equal("eggs", answer.Control);
            Assert.InRange(answer.Number!.Value, answer.Interval!.Low, answer.Interval.High);
        });
    }

    [Fact]
    public async Task A_question_that_takes_several_labels_gets_each_that_is_likely_with_its_score()
    {
        var control = new Control
        {
            Key = "tags",
            Title = "Tags",
            Kind = ControlKind.Choice,
            Multiple = true,
            Labels = [Label("e", "even"), Label("t", "triple")],
        };
        var project = await ProjectAsync(control, number =>
        {
            string[] labels = [.. (string[])(number % 2 == 0 ? ["e"] : []), .. (string[])(number % 3 == 0 ? ["t"] : [])];
            return labels.Length == 0 ? [] : [new Answer { Id = "1", Control = "tags", Labels = labels }];
        });

        var run = await RunAsync(project, new RunRequest());

        Assert.Equal((RunState.Succeeded, null), (run.State, run.Error));
        var predictions = await PredictionsAsync(project);
        Assert.Contains(predictions, answers => answers.Count == 2);
        Assert.All(predictions.SelectMany(answers => answers), answer =>
        {
            Assert.Contains(Assert.Single(answer.Labels), (string[])["e", "t"]);
            Assert.InRange(answer.Score!.Value, 0, 1);
        });
    }

    [Fact]
    public async Task A_model_is_registered_with_what_it_learned_from_and_an_older_one_can_answer_again()
    {
        var control = new Control { Key = "eggs", Title = "Eggs", Kind = ControlKind.Number, Labels = [] };
        var project = await ProjectAsync(control, number => [new Answer { Id = "1", Control = "eggs", Number = number % 5 }]);
        var (first, second) = (await RunAsync(project, new RunRequest()), await RunAsync(project, new RunRequest(Seed: 0)));
        var models = await _data.Models.ListAsync(project.Id, Cancel);
        Assert.Equal(models[0].Snapshot, models[1].Snapshot);
        Assert.Matches("^[0-9a-f]{64}$", models[0].Snapshot);
        Assert.Equal(second.ModelId, Model.InService(models)!.Id);

        var again = await RunAsync(project, new RunRequest(Model: first.ModelId));

        Assert.Equal((RunState.Succeeded, first.ModelId, 10), (again.State, again.ModelId, again.Predicted));
        Assert.Equal(2, (await _data.Models.ListAsync(project.Id, Cancel)).Count);
        await foreach (var item in _data.Items.ReadAllAsync(project.Id, cancel: Cancel).Where(item => item.Prediction is not null))
        {
            Assert.Equal($"{first.ModelId}", item.Prediction!.ModelId);
        }

        var gone = await RunAsync(project, new RunRequest(Model: Guid.NewGuid()));
        Assert.Equal((RunState.Failed, "The model of this run is gone."), (gone.State, gone.Error));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Texts that name a number's remainders, of which the first are labelled.</summary>
    private async Task<Project> ProjectAsync(Control control, Func<int, IReadOnlyList<Answer>> answers)
    {
        var project = await _data.Projects.AddAsync("hens", Medium.Text, new LabelSchema([control]), cancel: Cancel);
        string[] counts = ["no egg", "one egg", "two eggs", "three eggs", "four eggs"];
        var items = Enumerable.Range(0, Labelled + 10).Select(number => new NewItem($"{number}")
        {
            Text = $"Hen {number} laid {counts[number % 5]}, {(number % 2 == 0 ? "all even" : "rather odd")}{(number % 3 == 0 ? ", in threes" : "")}.",
            Annotation = number < Labelled ? answers(number) : null,
        });
        await _data.Items.AddAsync(project.Id, [.. items], "ann", Cancel);
        return project;
    }

    private async Task<Run> RunAsync(Project project, RunRequest request)
    {
        var queued = await _data.Runs.EnqueueAsync(project.Id, request, Cancel);
        var run = await _data.Runs.TryClaimAsync(queued!.Id, Owner, Cancel);
        await new RunExecutor(_data, TimeProvider.System, NullLogger<RunExecutor>.Instance).ExecuteAsync(run!, Owner, Cancel);
        return (await _data.Runs.FindAsync(run!.Id, Cancel))!;
    }

    private async Task<List<IReadOnlyList<Answer>>> PredictionsAsync(Project project) =>
        await _data.Items.ReadAllAsync(project.Id, cancel: Cancel).Where(item => item.Prediction is not null)
            .Select(item => item.Prediction!.Answers).ToListAsync(Cancel);

    private static Label Label(string id, string name) => new() { Id = id, Name = name, Color = "#1f77b4" };
}
