using System.Net;
using System.Net.Http.Headers;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Server.Tests;

/// <summary>Projects of recordings.</summary>
public sealed class SoundTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recordings_are_imported_and_what_cannot_be_read_is_told_with_a_way_out()
    {
        var project = await SoundProjectAsync();

        var report = await server.UploadAsync(
            project, ("dog.wav", Wav(800)), ("cut.wav", Wav(800)[..100]), ("song.mp3", [0xFF, 0xFB, 0x90, 0, .. new byte[60]]), ("photo.png", Make.Png()));

        Assert.Equal(1, (int?)report["added"]);
        var faults = report["faults"]!.AsArray().ToDictionary(fault => (string)fault!["where"]!, fault => (string)fault!["sentence"]!);
        Assert.Equal(["cut.wav", "photo.png", "song.mp3"], faults.Keys.Order());
        Assert.Contains("This is MP3, and ffmpeg cannot decode it: Invalid", faults["song.mp3"], StringComparison.Ordinal);
        Assert.Contains("send WAV", faults["photo.png"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recording_is_served_in_parts_and_its_thumbnail_is_a_picture()
    {
        var project = await SoundProjectAsync();
        await server.UploadAsync(project, ("dog.wav", Wav(800)));
        var item = (string)(await server.ItemsAsync(project)).Single()["id"]!;

        using var whole = await server.Client.GetAsync($"/api/items/{item}/content", Cancel);
        Assert.Equal("audio/wav", whole.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Wav(800), await whole.Content.ReadAsByteArrayAsync(Cancel));
        Assert.Contains("sandbox", whole.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/items/{item}/content");
        request.Headers.Range = new RangeHeaderValue(44, 47);
        using var part = await server.Client.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(Wav(800)[44..48], await part.Content.ReadAsByteArrayAsync(Cancel));

        using var thumbnail = await server.Client.GetAsync($"/api/items/{item}/thumbnail", Cancel);
        Assert.Equal("image/png", thumbnail.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_archive_of_folders_brings_its_classes_and_the_project_poses_a_task()
    {
        var project = await SoundProjectAsync();
        var zip = Make.Zip(("dog/1.wav", Wav(800)), ("cat/1.wav", Wav(400)));

        var report = await server.UploadAsync(project, ("sounds.zip", zip));

        Assert.Equal(2, (int?)report["added"]);
        var labels = (await server.ItemsAsync(project)).ToDictionary(item => (string)item["name"]!, item => (string)item["labels"]![0]!);
        Assert.Equal(("cat-id", "dog-id"), (labels["cat/1.wav"], labels["dog/1.wav"]));
        var tasks = await server.Client.GetAsync($"/api/projects/{project}/methods", Cancel).JsonAsync();
        Assert.Equal("classification", (string?)tasks[0]!["task"]);
        var export = await server.Client.GetStringAsync($"/api/projects/{project}/export?format=csv", Cancel);
        Assert.Contains("dog/1.wav,audio", export, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_are_marked_and_exported_and_pose_a_task()
    {
        var schema = new LabelSchema(
        [
            new Control
            {
                Key = "parts",
                Title = "Parts",
                Kind = ControlKind.Regions,
                RegionKinds = [RegionKind.Segment],
                Labels = [new Label { Id = "dog-id", Name = "dog", Color = "#ff0000" }],
            },
        ]);
        var created = await server.Client.PostAsync(
            "/api/projects", Requests.Json(new { name = "Parts", medium = Medium.Audio, schema }), Cancel).JsonAsync(HttpStatusCode.Created);
        var project = Guid.Parse((string)created["id"]!);
        await server.UploadAsync(project, ("yard.wav", Wav(800)));
        Answer Dog(double start, double end) =>
            new() { Id = "1", Control = "parts", Labels = ["dog-id"], Region = new SoundSegment(start, end) };
        var item = Guid.Parse((string)(await server.ItemsAsync(project)).Single()["id"]!);
        var problem = await server.Client.SaveAsync(item, 0, "submitted", Dog(0.05, 0.01)).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Contains("0 <= start < end", (string?)problem["detail"], StringComparison.Ordinal);
        await server.Client.SaveAsync(item, 0, "submitted", Dog(0.01, 0.05)).JsonAsync();

        var tasks = await server.Client.GetAsync($"/api/projects/{project}/methods", Cancel).JsonAsync();
        Assert.Equal("segments", (string?)tasks[0]!["task"]);
        var export = await server.Client.GetStringAsync($"/api/projects/{project}/export?format=native", Cancel);
        Assert.Contains("{\"kind\":\"segment\",\"start\":0.01,\"end\":0.05}", export, StringComparison.Ordinal);
    }

    private async Task<Guid> SoundProjectAsync()
    {
        var schema = new LabelSchema([Make.ImageSchema.Controls[0]]);
        var project = await server.Client.PostAsync(
            "/api/projects", Requests.Json(new { name = "Sounds", medium = Medium.Audio, schema })).JsonAsync(HttpStatusCode.Created);
        return Guid.Parse((string)project["id"]!);
    }

    /// <summary>A tenth of a second of a tone, 8 kHz, 8 bits.</summary>
    private static byte[] Wav(double hertz)
    {
        byte[] samples = [.. Enumerable.Range(0, 800).Select(i => (byte)(128 + (100 * Math.Sin(2 * Math.PI * hertz * i / 8000))))];
        return
        [
            .. "RIFF"u8, .. BitConverter.GetBytes(36 + samples.Length), .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0,
            .. BitConverter.GetBytes(8000), .. BitConverter.GetBytes(8000), 1, 0, 8, 0, .. "data"u8, .. BitConverter.GetBytes(samples.Length), .. samples,
        ];
    }
}
