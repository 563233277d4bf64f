using System.Net;
using System.Text.Json.Nodes;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats;
using Labelsmith.Media;

namespace Labelsmith.Server.Tests;

/// <summary>What goes out comes in again, in every format that can do both.</summary>
public sealed class ExportTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly Answer[] Drawn =
    [
        Make.Region(new Box(1, 1, 3.5, 2), "a"),
        Make.Region(new Polygon([new(0, 0), new(8, 0), new(4, 6)]), "b"),
        Make.Region(new Mask(8, 6, [10, 5, 33]), "c"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> FormatsBothWays =>
        [.. FormatCatalog.All.Where(format => format is IRecordReader and IRecordWriter && format.Media.Contains(Medium.Image)).Select(format => format.Key)];

    [Theory, MemberData(nameof(FormatsBothWays))]
    public async Task Labels_of_images_that_were_exported_are_the_same_once_imported(string format)
    {
        // COCO knows objects but no label of the whole image
        Answer[] first = format == "coco" ? [] : [Make.Choice("cat-id")];
        // tables know labels but no regions
        Answer[] second = format == "csv" ? [Make.Choice("dog-id")] : Drawn;
        var from = await server.ProjectAsync();
        var items = await server.ImagesAsync(from, 3);
        await server.Client.SaveAsync(items[0], 0, "submitted", first).JsonAsync();
        await server.Client.SaveAsync(items[1], 0, "submitted", second).JsonAsync();
        var to = await server.ProjectAsync();
        var copies = await server.ImagesAsync(to, 3);

        var file = await ExportAsync(from, $"format={format}");
        var report = await ImportAsync(to, "labels.export", file);

        Assert.Empty(report["faults"]!.AsArray());
        Assert.Equal(await AnswersAsync(items[0]), await AnswersAsync(copies[0]));
        Assert.Equal(await AnswersAsync(items[1]), await AnswersAsync(copies[1]));
        Assert.Null((await server.Client.GetAsync($"/api/items/{copies[2]}", Cancel).JsonAsync())["annotation"]);
        Assert.Equal(0, (int?)(await ImportAsync(to, "labels.export", file))["updated"]);
    }

    [Theory, InlineData("native"), InlineData("conll")]
    public async Task Spans_of_texts_survive_a_format_in_their_places(string format)
    {
        var from = await server.ProjectAsync(Medium.Text);
        var to = await server.ProjectAsync(Medium.Text);
        foreach (var project in new[] { from, to })
        {
            await server.UploadAsync(project, ("a.txt", Make.Utf8("😀 am 3. Mai")));
        }

        var item = await OnlyAsync(from);
        Answer[] answers = [Make.Choice("ham-id"), Make.Region(new TextSpan(6, 12))];
        // tags say spans alone
        await server.Client.SaveAsync(item, 0, "submitted", format == "conll" ? answers[1..] : answers).JsonAsync();

        await ImportAsync(to, "labels.export", await ExportAsync(from, $"format={format}"));

        Assert.Equal(await AnswersAsync(item), await AnswersAsync(await OnlyAsync(to)));

        async Task<Guid> OnlyAsync(Guid project) => Guid.Parse((string)(await server.ItemsAsync(project)).Single()["id"]!);
    }

    [Fact]
    public async Task An_export_says_by_name_what_it_holds_and_holds_only_that()
    {
        var project = await server.ProjectAsync(name: "Pets & co");
        var items = await server.ImagesAsync(project, 3);
        await server.Client.SaveAsync(items[0], 0, "submitted", Make.Choice("cat-id")).JsonAsync();
        await server.Client.SaveAsync(items[1], 0, "skipped").JsonAsync();
        await server.PredictAsync(project, (items[0], "dog-id", 0.25), (items[2], "dog-id", 0.75));

        using var response = await server.Client.GetAsync(
            $"/api/projects/{project}/export?format=native&include=predictions", Cancel);
        Assert.Equal("Pets---co-predictions-native.jsonl", response.Content.Headers.ContentDisposition!.FileName);
        Assert.DoesNotContain("[\"cat\"]", await response.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var annotations = Make.Text(await ExportAsync(project, "format=native"));
        Assert.Contains("[\"cat\"]", annotations, StringComparison.Ordinal);
        Assert.DoesNotContain("[\"dog\"]", annotations, StringComparison.Ordinal);
        Assert.DoesNotContain("1.png", annotations, StringComparison.Ordinal);
        var both = Make.Text(await ExportAsync(project, "format=native&include=both"));
        Assert.Contains("[\"cat\"]", both, StringComparison.Ordinal);
        Assert.Contains("0.75", both, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(server.Data.TemporaryFolder));
    }

    [Fact]
    public async Task Strokes_on_images_whose_rest_is_unknown_go_out_and_come_in_as_such()
    {
        var control = Make.ImageSchema.Controls[1] with { Labels = [Make.Label("eye-id", "eye"), Make.Label("rest-id", "background")] };
        var project = await CreateAsync(control with { Unmarked = UnmarkedPixels.Unknown });
        // masks of a data set speak of every pixel: in such a project its background is marked
        var masks = Make.Zip(
            ("image/0.png", Make.Png()), ("label/0.png", EncodedImage.Png(new PixelSource(8, 6, 1, Enumerable.Range(0, 48).Select(i => (byte)(i < 8 ? 1 : 0)).ToArray())).Bytes.ToArray()),
            ("dataset.yaml", "format: image-masks\nmasks: {image: label}\nclasses: [background, eye]"u8.ToArray()));
        await server.UploadAsync(project, ("data.zip", masks));

        var file = Make.Text(await ExportAsync(project, "format=native"));

        Assert.Contains("\"unmarked\":\"unknown\"", file, StringComparison.Ordinal);
        Assert.Contains("[\"background\"]", file, StringComparison.Ordinal);
        await server.Client.PostAsync("/api/projects", New(control with { Unmarked = UnmarkedPixels.Unknown, Labels = [Make.Label("eye-id", "eye")] }), Cancel)
            .ProblemAsync(HttpStatusCode.BadRequest, "invalid");

        async Task<Guid> CreateAsync(Control areas) => Guid.Parse(
            (string)(await server.Client.PostAsync("/api/projects", New(areas), Cancel).JsonAsync(HttpStatusCode.Created))["id"]!);

        static HttpContent New(Control areas) => Requests.Json(new { name = "Eyes", medium = Medium.Image, schema = new LabelSchema([areas]) });
    }

    [Theory]
    [InlineData("format=word")]
    [InlineData("format=native&include=all")]
    public async Task Exports_that_make_no_sense_are_refused(string query)
    {
        var project = await server.ProjectAsync();

        await server.Client.GetAsync(
            $"/api/projects/{project}/export?{query}", Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    [Fact]
    public async Task Labels_that_fit_nothing_are_told_and_the_others_imported()
    {
        var project = await server.ProjectAsync();
        var items = await server.ImagesAsync(project, 2);
        var lines = string.Join('\n',
            """{"id":"0.png","medium":"image","annotation":[{"id":"1","control":"kind","labels":["cat"]}]}""",
            """{"id":"1.png","medium":"image","annotation":[{"id":"1","control":"kind","labels":["cow"]}]}""",
            """{"id":"2.png","medium":"image","annotation":[{"id":"1","control":"kind","labels":["cat"]}]}""",
            """{"id":"1.png","medium":"image","annotation":[{"id":"1","control":"areas","labels":["eye"],"region":{"kind":"mask","width":4,"height":4,"counts":[16]}}]}""",
            "{");

        var report = await ImportAsync(project, "labels.jsonl", Make.Utf8(lines));

        Assert.Equal(1, (int?)report["updated"]);
        var sentences = string.Join('\n', report["faults"]!.AsArray().Select(fault => $"{fault!["where"]}: {fault["sentence"]}"));
        Assert.Contains("no label for 'cow'", sentences, StringComparison.Ordinal);
        Assert.Contains("2.png: The project has no item", sentences, StringComparison.Ordinal);
        Assert.Contains("1.png: The mask is 4 x 4", sentences, StringComparison.Ordinal);
        Assert.Contains("labels.jsonl:5", sentences, StringComparison.Ordinal);
        Assert.Equal("submitted", (string?)(await server.Client.GetAsync($"/api/items/{items[0]}", Cancel).JsonAsync())["annotation"]!["state"]);
    }

    [Fact]
    public async Task A_file_that_is_no_label_file_is_told()
    {
        var project = await server.ProjectAsync();

        var report = await ImportAsync(project, "labels.bin", [0, 1, 2, 3]);

        Assert.Single(report["faults"]!.AsArray());
        await server.Client.PostAsync($"/api/projects/{project}/labels?format=word", Make.Form(("a", [1])), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
    }

    private Task<byte[]> ExportAsync(
        Guid project, string query) => server.Client.GetByteArrayAsync($"/api/projects/{project}/export?{query}", Cancel);

    private Task<JsonNode> ImportAsync(Guid project, string name, byte[] file) =>
        server.Client.PostAsync($"/api/projects/{project}/labels", Make.Form((name, file)), Cancel).JsonAsync();

    /// <summary>Without ids, which other tools' formats do not keep.</summary>
    private async Task<string> AnswersAsync(Guid item)
    {
        var annotation = (await server.Client.GetAsync($"/api/items/{item}", Cancel).JsonAsync())["annotation"];
        foreach (var answer in annotation?["answers"]?.AsArray() ?? [])
        {
            answer!.AsObject().Remove("id");
        }

        return annotation?["answers"]?.ToJsonString() ?? "none";
    }
}
