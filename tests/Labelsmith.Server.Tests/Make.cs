using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Media;

namespace Labelsmith.Server.Tests;

/// <summary>Projects, files and answers for tests.</summary>
internal static class Make
{
    public static LabelSchema ImageSchema { get; } = new(
    [
        new Control { Key = "kind", Title = "Kind", Kind = ControlKind.Choice, Labels = [Label("cat-id", "cat"), Label("dog-id", "dog")] },
        new Control
        {
            Key = "areas", Title = "Areas", Kind = ControlKind.Regions, RegionKinds = [RegionKind.Box, RegionKind.Polygon, RegionKind.Mask],
            Labels = [Label("eye-id", "eye")],
        },
    ]);

    public static LabelSchema TextSchema { get; } = new(
    [
        new Control { Key = "kind", Title = "Kind", Kind = ControlKind.Choice, Labels = [Label("ham-id", "ham"), Label("spam-id", "spam")] },
        new Control { Key = "parts", Title = "Parts", Kind = ControlKind.Regions, RegionKinds = [RegionKind.Span], Labels = [Label("date-id", "date")] },
    ]);

    public static Label Label(string id, string name) => new() { Id = id, Name = name, Color = "#1f77b4" };

    public static Answer Choice(string label, string id = "1") => new() { Id = id, Control = "kind", Labels = [label] };

    public static Answer Region(
        Region region, string id = "2") => new()
        {
            Id = id,
            Control = region is TextSpan ? "parts" : "areas",
            Labels = [region is TextSpan ? "date-id" : "eye-id"],
            Region = region
        };

    /// <summary>A PNG whose content depends on the seed.</summary>
    public static byte[] Png(int width = 8, int height = 6, byte seed = 0)
    {
        var pixels = new byte[width * height * 3];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)((at * 7) + seed);
        }

        return EncodedImage.Png(new PixelSource(width, height, 3, pixels)).Bytes.ToArray();
    }

    public static MultipartFormDataContent Form(params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentDisposition = new ContentDispositionHeaderValue(
                "form-data")
            { Name = "\"files\"", FileName = $"\"{name}\"" };
            form.Add(part);
        }

        return form;
    }

    public static string Text(byte[] file) => Encoding.UTF8.GetString(file);

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static async Task<Guid> ProjectAsync(this ServerFixture server, Medium medium = Medium.Image, string name = "Pets", LabelSchema? schema = null)
    {
        schema ??= medium == Medium.Image ? ImageSchema : TextSchema;
        var project = await server.Client.PostAsync(
            "/api/projects", Requests.Json(new { name, medium, schema })).JsonAsync(System.Net.HttpStatusCode.Created);
        return Guid.Parse((string)project["id"]!);
    }

    public static Task<JsonNode> UploadAsync(
        this ServerFixture server, Guid project, params (string Name, byte[] Content)[] files) =>
        server.Client.PostAsync($"/api/projects/{project}/uploads", Form(files)).JsonAsync();

    public static async Task<IReadOnlyList<JsonNode>> ItemsAsync(this ServerFixture server, Guid project, string query = "") =>
        [.. (await server.Client.GetAsync(
            $"/api/projects/{project}/items{query}").JsonAsync())["items"]!.AsArray().Select(item => item!)];

    /// <summary>Images 0.png, 1.png, …</summary>
    public static async Task<IReadOnlyList<Guid>> ImagesAsync(this ServerFixture server, Guid project, int count)
    {
        await server.UploadAsync(
            project, [.. Enumerable.Range(0, count).Select(number => ($"{number}.png", Png(seed: (byte)number)))]);
        return [.. (await server.ItemsAsync(project)).Select(item => Guid.Parse((string)item["id"]!))];
    }

    public static Task<HttpResponseMessage> SaveAsync(
        this HttpClient client, Guid item, int version, string state, params Answer[] answers) =>
        client.PutAsync($"/api/items/{item}/annotation", Requests.Json(new { version, state, answers }));

    public static Task PredictAsync(
        this ServerFixture server, Guid project, params (Guid Item, string Label, double Score)[] predictions) =>
        server.Data.Predictions.ReplaceForModelAsync(
            project, Guid.CreateVersion7(),
            predictions.Select(p => new ItemPrediction(p.Item.ToString(), [Choice(p.Label) with { Score = p.Score }], p.Score)));
}
