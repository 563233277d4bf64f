using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Labelsmith.Domain;

namespace Labelsmith.Server.Tests;

public sealed class ImportTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Images_are_imported_and_what_is_broken_is_told_by_name()
    {
        var project = await server.ProjectAsync();
        var whole = Make.Png(40, 30, 1);

        var report = await server.UploadAsync(
            project, ("ok.png", Make.Png(9, 5)), ("cut.png", whole[..(whole.Length / 2)]), ("empty.jpg", []), ("notes.docx", [1, 2, 3]), ("page.svg", Make.Utf8("<svg/>")));

        Assert.Equal(1, (int?)report["added"]);
        Assert.Equal(["cut.png", "empty.jpg", "notes.docx", "page.svg"], Faults(report).Select(fault => fault.Where).Order());
        Assert.All(Faults(report), fault => Assert.EndsWith(".", fault.Sentence, StringComparison.Ordinal));
        var item = (await server.ItemsAsync(project)).Single();
        Assert.Equal((9, 5), ((int)item["width"]!, (int)item["height"]!));
    }

    [Fact]
    public async Task A_picture_far_too_large_is_refused_before_it_is_decoded()
    {
        var project = await server.ProjectAsync();
        var bomb = Make.Png();
        bomb.AsSpan(16, 8).Clear();
        (bomb[18], bomb[19], bomb[22], bomb[23]) = (0xEA, 0x60, 0xEA, 0x60); // 60,000 x 60,000

        var report = await server.UploadAsync(project, ("bomb.png", bomb));

        Assert.Contains("60000 x 60000", Faults(report).Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_there_are_skipped_and_twins_in_one_upload_told()
    {
        var project = await server.ProjectAsync();
        await server.UploadAsync(project, ("a.png", Make.Png()));

        var report = await server.UploadAsync(
            project, ("a.png", Make.Png(seed: 1)), ("b.png", Make.Png(seed: 2)), ("b.png", Make.Png(seed: 3)));

        Assert.Equal((1, 1), ((int)report["added"]!, (int)report["skipped"]!));
        Assert.Equal("b.png", Faults(report).Single().Where);
    }

    [Fact]
    public async Task An_archive_is_unpacked_without_leaving_its_folder()
    {
        var project = await server.ProjectAsync();
        var zip = Make.Zip(("one.png", Make.Png()), ("sub/two.png", Make.Png(seed: 1)), ("../../evil.png", Make.Png(seed: 2)), ("/etc/evil.png", Make.Png(seed: 3)));

        var report = await server.UploadAsync(project, ("images.zip", zip));

        Assert.Equal(2, (int?)report["added"]);
        Assert.Equal(2, Faults(report).Count(fault => fault.Where.Contains("evil", StringComparison.Ordinal)));
        Assert.Equal(
            ["one.png", "sub/two.png"], (await server.ItemsAsync(project)).Select(item => (string?)item["name"]).Order());
        Assert.DoesNotContain("evil", string.Join('\n', Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../evil.png")]
    [InlineData("..\\evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("C:/evil.png")]
    public async Task Hostile_file_names_are_refused(string name)
    {
        var project = await server.ProjectAsync();

        var report = await server.UploadAsync(project, (name, Make.Png()), ("good.png", Make.Png(seed: 1)));

        Assert.Equal(1, (int?)report["added"]);
        Assert.Single(Faults(report));
    }

    [Fact]
    public async Task Something_else_than_an_archive_is_told()
    {
        var project = await server.ProjectAsync();

        var report = await server.UploadAsync(project, ("images.zip", [1, 2, 3]), ("good.png", Make.Png()));

        Assert.Equal(1, (int?)report["added"]);
        Assert.Contains("no zip archive", Faults(report).Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var project = await server.ProjectAsync();
        var cookie = await CookieAsync();
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(server.Address.Host, server.Address.Port, Cancel);
            var head = $"POST /api/projects/{project}/uploads HTTP/1.1\r\nHost: 127.0.0.1\r\n{cookie}Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000\r\n\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.png\"\r\n\r\n";
            await socket.GetStream().WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. Make.Png(), .. Encoding.ASCII.GetBytes("\r\n--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"b.png\"\r\n\r\n")], Cancel);
            await WaitForAsync(() => Uploads().Any());
        }

        await WaitForAsync(() => !Uploads().Any());
        Assert.Empty(await server.ItemsAsync(project));

        IEnumerable<string> Uploads() => Directory.EnumerateDirectories(server.Data.TemporaryFolder, "upload-*");
    }

    [Fact]
    public async Task An_upload_beyond_the_limit_or_of_another_kind_is_refused()
    {
        var project = await server.ProjectAsync();

        await server.Client.PostAsync($"/api/projects/{project}/uploads", Make.Form(("big.png", new byte[9 << 20])), Cancel).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        await server.Client.PostAsync($"/api/projects/{project}/uploads", Requests.Json(new { }), Cancel).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "content-type");
        await server.Client.PostAsync(
            $"/api/projects/{project}/uploads", Make.Form(), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");
        Assert.Empty(Directory.EnumerateFileSystemEntries(server.Data.TemporaryFolder));
    }

    [Fact]
    public async Task Texts_come_as_files_or_as_a_table()
    {
        var project = await server.ProjectAsync(Medium.Text);

        var report = await server.UploadAsync(
            project, ("a.txt", Make.Utf8("first")), ("b.txt", [0xFF, 0x00, 0xC3]), ("mails.tsv", Make.Utf8("label\ttext\nham\tsecond\nspam\tthird\ncow\tfourth\n")));

        Assert.Equal(4, (int?)report["added"]);
        Assert.Contains(Faults(report), fault => fault.Where == "b.txt");
        Assert.Contains(Faults(report), fault => fault.Sentence.Contains("no label for 'cow'", StringComparison.Ordinal));
        Assert.Equal(2, (await server.ItemsAsync(project, "?state=annotated")).Count);
    }

    [Fact]
    public async Task A_folder_of_the_server_brings_items_and_their_labels()
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, "pets"));
        foreach (var (name, seed) in new[] { ("cat/1.png", 1), ("cat/2.png", 2), ("dog/1.png", 3) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder.FullName, name))!);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, name), Make.Png(seed: (byte)seed), Cancel);
        }

        var project = await server.ProjectAsync();
        var report = await ImportAsync(folder.FullName);
        Assert.Equal(3, (int?)report["added"]);
        Assert.Equal(2, (await server.ItemsAsync(project, "?label=cat-id")).Count);
        Assert.Equal(3, (int?)(await ImportAsync(folder.FullName))["skipped"]);

        await server.Client.PostAsync($"/api/projects/{project}/imports", Requests.Json(new { path = folder.FullName + "/nowhere" }), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "bad-data");
        await server.Client.PostAsync($"/api/projects/{project}/imports", Requests.Json(new { path = "relative" }), Cancel).ProblemAsync(HttpStatusCode.BadRequest, "invalid");

        Task<JsonNode> ImportAsync(string path) => server.Client.PostAsync(
            $"/api/projects/{project}/imports", Requests.Json(new { path }), Cancel).JsonAsync();
    }

    private static IReadOnlyList<(string Where, string Sentence)> Faults(JsonNode report) =>
        [.. report["faults"]!.AsArray().Select(fault => ((string)fault!["where"]!, (string)fault["sentence"]!))];

    private async Task<string> CookieAsync()
    {
        using var client = server.Anonymous();
        using var response = await client.GetAsync(await server.CreateSignInLinkAsync(), Cancel);
        var cookie = response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        var session = await client.GetAsync("/api/session", Cancel).JsonAsync();
        return $"Cookie: {cookie}\r\nX-Labelsmith-Csrf: {session["csrf"]}\r\n";
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (var attempt = 0; attempt < 100 && !condition(); attempt++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.True(condition());
    }
}
