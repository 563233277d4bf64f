using System.Net;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Server.Tests;

public sealed class AnnotationTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_come_back_as_they_were_saved()
    {
        var project = await server.ProjectAsync();
        var item = (await server.ImagesAsync(project, 1))[0];
        Answer[] answers =
        [
            Make.Choice("cat-id"),
            Make.Region(new Box(1, 1, 3.5, 2), "2"),
            Make.Region(new Polygon([new(0, 0), new(8, 0), new(4, 6)]), "3"),
            Make.Region(new Mask(8, 6, [10, 5, 33]), "4"),
        ];

        var saved = await server.Client.SaveAsync(item, 0, "submitted", answers).JsonAsync();
        var read = await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync();

        Assert.Equal(1, (int?)saved["version"]);
        Assert.Equal("ann", (string?)saved["author"]);
        Assert.Equal(saved.ToJsonString(), read["annotation"]!.ToJsonString());
        Assert.Equal("annotated", (string?)read["state"]);
        Assert.Equal("{\"kind\":\"mask\",\"width\":8,\"height\":6,\"counts\":[10,5,33]}", read["annotation"]!["answers"]![3]!["region"]!.ToJsonString());
    }

    [Fact]
    public async Task A_stale_save_is_answered_with_both_versions_and_changes_nothing()
    {
        var project = await server.ProjectAsync();
        var item = (await server.ImagesAsync(project, 1))[0];
        await server.Client.SaveAsync(item, 0, "submitted", Make.Choice("cat-id")).JsonAsync();

        var problem = await server.Client.SaveAsync(
            item, 0, "submitted", Make.Choice("dog-id")).ProblemAsync(HttpStatusCode.Conflict, "stale-version");

        Assert.Equal("dog-id", (string?)problem["yours"]!["answers"]![0]!["labels"]![0]);
        Assert.Equal("cat-id", (string?)problem["theirs"]!["answers"]![0]!["labels"]![0]);
        Assert.Equal(1, (int?)problem["theirs"]!["version"]);
        var read = await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync();
        Assert.Equal("cat-id", (string?)read["labels"]![0]);
        await server.Client.SaveAsync(item, 1, "submitted", Make.Choice("dog-id")).JsonAsync();
    }

    [Fact]
    public async Task A_draft_stands_beside_the_submitted_answers()
    {
        var project = await server.ProjectAsync();
        var item = (await server.ImagesAsync(project, 1))[0];
        await server.Client.SaveAsync(item, 0, "submitted", Make.Choice("cat-id")).JsonAsync();
        await server.Client.SaveAsync(item, 1, "draft", Make.Choice("dog-id")).JsonAsync();

        var read = await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync();

        Assert.Equal("cat-id", (string?)read["annotation"]!["answers"]![0]!["labels"]![0]);
        Assert.Equal("dog-id", (string?)read["draft"]!["answers"]![0]!["labels"]![0]);
        var history = await server.Client.GetAsync($"/api/items/{item}/history", Cancel).JsonAsync();
        Assert.Equal(2, history.AsArray().Count);
    }

    public static TheoryData<string, Answer[]> Unsound => new()
    {
        { "takes one label", [Make.Choice("cat-id", "1"), Make.Choice("dog-id", "2")] },
        { "no label 'cow-id'", [Make.Choice("cow-id")] },
        { "no question 'smell'", [Make.Choice("cat-id") with { Control = "smell" }] },
        { "the id '1'", [Make.Choice("cat-id", "1"), Make.Region(new Box(0, 0, 1, 1), "1")] },
        { "give a mask of the image's size", [Make.Region(new Mask(4, 4, [16]))] },
        { "cover 9 pixels", [Make.Region(new Mask(8, 6, [9]))] },
        { "outside the image", [Make.Region(new Box(5, 5, 10, 10))] },
        { "outside the image", [Make.Region(new Polygon([new(0, 0), new(1, 1), new(-7, 3)]))] },
        { "three points", [Make.Region(new Polygon([new(0, 0), new(1, 1)]))] },
        { "one label", [Make.Region(new Box(0, 0, 1, 1)) with { Labels = [] }] },
        { "answered by regions", [Make.Choice("eye-id") with { Control = "areas" }] },
        { "without a region", [Make.Region(new Box(0, 0, 1, 1)) with { Control = "kind", Labels = ["cat-id"] }] },
        { "between 0 and 1", [Make.Choice("cat-id") with { Score = 2 }] },
    };

    [Theory, MemberData(nameof(Unsound))]
    public async Task Unsound_answers_are_refused_with_a_sentence(string expected, Answer[] answers)
    {
        var project = await server.ProjectAsync();
        var item = (await server.ImagesAsync(project, 1))[0];

        var problem = await server.Client.SaveAsync(
            item, 0, "submitted", answers).ProblemAsync(HttpStatusCode.BadRequest, "invalid");

        Assert.Contains(expected, (string?)problem["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_span_counts_utf16_units_and_ends_within_the_text()
    {
        var project = await server.ProjectAsync(Medium.Text);
        await server.UploadAsync(project, ("a.txt", Make.Utf8("😀 am 3. Mai")));
        var item = Guid.Parse((string)(await server.ItemsAsync(project))[0]["id"]!);

        await server.Client.SaveAsync(item, 0, "submitted", Make.Region(new TextSpan(6, 12))).JsonAsync();
        await server.Client.SaveAsync(
            item, 1, "submitted", Make.Region(new TextSpan(6, 13))).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Accepting_many_predictions_can_be_undone_and_spares_what_people_said()
    {
        var project = await server.ProjectAsync();
        var items = await server.ImagesAsync(project, 4);
        await server.Client.SaveAsync(items[0], 0, "submitted", Make.Choice("cat-id")).JsonAsync();
        await server.Client.SaveAsync(items[1], 0, "draft", Make.Choice("cat-id")).JsonAsync();
        await server.PredictAsync(
            project, (items[0], "dog-id", 1), (items[1], "dog-id", 1), (items[2], "dog-id", 0.95), (items[3], "dog-id", 0.5));

        var accepted = await server.Client.PostAsync(
            $"/api/projects/{project}/predictions/accept", Requests.Json(new { minScore = 0.9 }), Cancel).JsonAsync();

        Assert.Equal(1, (int?)accepted["accepted"]);
        Assert.Equal(["annotated", "draft", "annotated", "predicted"], (await server.ItemsAsync(project)).Select(item => (string?)item["state"]));
        Assert.Equal("cat-id", (string?)(await server.ItemsAsync(project))[0]["labels"]![0]);
        var undone = await server.Client.PostAsync($"/api/batches/{accepted["batchId"]}/undo", null, Cancel).JsonAsync();
        Assert.Equal(1, (int?)undone["undone"]);
        Assert.Equal(["annotated", "draft", "predicted", "predicted"], (await server.ItemsAsync(project)).Select(item => (string?)item["state"]));
        await server.Client.PostAsync($"/api/projects/{project}/predictions/accept", Requests.Json(new { minScore = 2 }), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        await server.Client.PostAsync(
            $"/api/batches/{Guid.NewGuid()}/undo", null, Cancel).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}
