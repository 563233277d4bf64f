using System.Net;
using System.Net.Http.Json;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Server.Tests;

/// <summary>Projects that ask for a number, or for several labels.</summary>
public sealed class NumberTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly LabelSchema _schema = new(
    [
        new Control { Key = "age", Title = "Age", Kind = ControlKind.Number, Labels = [], Minimum = 0, Maximum = 120, Unit = "years" },
        new Control { Key = "tags", Title = "Tags", Kind = ControlKind.Choice, Multiple = true, Labels = [Make.Label("a-id", "a"), Make.Label("b-id", "b")] },
    ]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_saved_exported_and_imported_again()
    {
        var (project, item) = await ProjectAsync();
        await server.Client.SaveAsync(item, 0, "submitted", Age(41.5)).JsonAsync();
        var read = await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync();
        Assert.Equal(41.5, (double?)read["annotation"]!["answers"]![0]!["number"]);

        foreach (var format in new[] { "native", "csv" })
        {
            var file = await server.Client.GetByteArrayAsync($"/api/projects/{project}/export?format={format}", Cancel);
            var (other, copy) = await ProjectAsync();
            var report = await ImportAsync(other, "labels.file", file);
            Assert.Equal(1, (int?)report["updated"]);
            var again = await server.Client.GetAsync($"/api/items/{copy}", Cancel).JsonAsync();
            Assert.Equal(41.5, (double?)again["annotation"]!["answers"]![0]!["number"]);
        }
    }

    [Fact]
    public async Task Tables_write_numbers_and_labels_that_stand_together_in_the_column_of_labels()
    {
        var (project, item) = await ProjectAsync();
        foreach (var (cell, control) in new[] { ("37", "age"), ("a|b", "tags") })
        {
            var file = System.Text.Encoding.UTF8.GetBytes($"file,label\n0.png,{cell}\n");
            await ImportAsync(project, "labels.csv", file);
            var read = await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync();
            Assert.Equal(control, (string?)read["annotation"]!["answers"]![0]!["control"]);
        }
    }

    [Fact]
    public async Task Numbers_that_the_question_does_not_take_are_refused_in_a_sentence()
    {
        var (_, item) = await ProjectAsync();
        foreach (var (answer, part) in new[]
        {
            (Age(-1), "no number below 0"), (Age(121), "no number above 120"), (Age(5) with { Labels = ["a-id"] }, "has no label"),
            (new Answer { Id = "1", Control = "age" }, "a number alone"), (Age(5) with { Control = "tags" }, "asks for labels"),
        })
        {
            var problem = await server.Client.SaveAsync(item, 0, "submitted", answer).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
            Assert.Contains(part, (string?)problem["detail"], StringComparison.Ordinal);
        }

        var two = await server.Client.SaveAsync(item, 0, "submitted", Age(5), Age(6) with { Id = "2" }).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains("takes one number", (string?)two["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_kinds_can_be_learned()
    {
        var (project, _) = await ProjectAsync();
        var tasks = await server.Client.GetFromJsonAsync<System.Text.Json.Nodes.JsonArray>($"/api/projects/{project}/methods", Cancel);
        Assert.Equal(["regression", "multilabel"], tasks!.Select(task => (string?)task!["task"]));
    }

    private static Answer Age(double years) => new() { Id = "1", Control = "age", Number = years };

    private Task<System.Text.Json.Nodes.JsonNode> ImportAsync(Guid project, string name, byte[] file) =>
        server.Client.PostAsync($"/api/projects/{project}/labels", Make.Form((name, file)), Cancel).JsonAsync();

    private async Task<(Guid Project, Guid Item)> ProjectAsync()
    {
        var project = await server.ProjectAsync(Medium.Image, schema: _schema);
        return (project, (await server.ImagesAsync(project, 1))[0]);
    }
}
