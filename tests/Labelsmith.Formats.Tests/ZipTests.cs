using System.IO.Compression;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Archives;

namespace Labelsmith.Formats.Tests;

public class ZipTests
{
    [Fact]
    public void An_archive_of_images_is_opened_like_a_folder()
    {
        using var data = new TemporaryData(("pets.zip", Zip(("cat/1.png", TemporaryData.Png()), ("dog/2.png", TemporaryData.Png()), ("__MACOSX/._1.png", [1]))));
        var dataset = DatasetReader.Open(Path.Combine(data.Root, "pets.zip"));
        Assert.Equal(["cat/1.png", "dog/2.png"], dataset.Items.Select(item => item.Id));
        Assert.Equal("pets", dataset.Name);
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.All(dataset.Items, item => Media.ImageFile.Read(item.Source, item.Id));
    }

    [Fact]
    public void The_one_folder_that_holds_everything_is_not_part_of_ids()
    {
        using var data = new TemporaryData(("d.zip", Zip(("d/a.txt", [65]), ("d/dataset.yaml", "splits: {test: a.txt}"u8.ToArray()))));
        Assert.Equal(Split.Test, DatasetReader.Open(Path.Combine(data.Root, "d.zip")).Items.Single().Split);
    }

    [Theory]
    [InlineData("../evil.png")]
    [InlineData("a/../../evil.png")]
    [InlineData("/etc/evil.png")]
    [InlineData("C:/evil.png")]
    [InlineData("..\\evil.png")]
    [InlineData("a//evil.png")]
    [InlineData("bad\nname.png")]
    public void Paths_that_lead_out_are_refused_and_the_others_go_on(string path)
    {
        using var data = new TemporaryData();
        var target = Path.Combine(data.Root, "inner", "target");
        var faults = Extract(Zip((path, [1]), ("good.png", [2])), target);
        Assert.Single(faults);
        Assert.Equal([Path.Combine(target, "good.png")], Directory.GetFiles(data.Root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Links_are_refused()
    {
        using var data = new TemporaryData();
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            var link = zip.CreateEntry("link.png");
            link.ExternalAttributes = unchecked((int)0xA1FF0000);
            using var content = link.Open();
            content.Write("/etc/passwd"u8);
        }

        Assert.Contains("link", Extract(archive.ToArray(), data.Root).Single().Sentence, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(data.Root));
    }

    [Fact]
    public void The_second_of_two_files_of_one_name_is_refused()
    {
        using var data = new TemporaryData();
        var faults = Extract(Zip(("a.png", [1]), ("a.png", [2]), ("a.png/b.png", [3])), data.Root);
        Assert.Equal(2, faults.Count);
        Assert.Equal([1], File.ReadAllBytes(Path.Combine(data.Root, "a.png")));
    }

    [Fact]
    public void A_bomb_is_refused_and_leaves_nothing()
    {
        using var data = new TemporaryData();
        var target = Path.Combine(data.Root, "target");
        var bad = Assert.Throws<BadDataException>(() =>
            Extract(Zip(("zeros.png", new byte[20 << 20])), target, new ZipLimits { RatioMatters = 1 << 20 }));
        Assert.Contains("'a.zip'", bad.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target));
    }

    [Fact]
    public void Too_many_files_or_bytes_are_refused()
    {
        using var data = new TemporaryData();
        var archive = Zip(("a", [1]), ("b", [2]), ("c", [3]));
        Assert.Throws<BadDataException>(() => Extract(archive, data.Root + "/1", new ZipLimits { MaximumFiles = 2 }));
        Assert.Throws<BadDataException>(() => Extract(archive, data.Root + "/2", new ZipLimits { MaximumBytes = 2 }));
    }

    [Fact]
    public void A_broken_archive_is_refused_in_a_sentence()
    {
        using var data = new TemporaryData();
        var archive = Zip(("a.png", TemporaryData.Png(64, 64)));
        foreach (var length in Enumerable.Range(0, 20).Select(step => archive.Length * step / 20))
        {
            var bad = Assert.Throws<BadDataException>(() => Extract(archive[..length], Path.Combine(data.Root, "t")));
            Assert.EndsWith(".", bad.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_damaged_entry_is_told_and_the_others_go_on()
    {
        using var data = new TemporaryData();
        var content = TemporaryData.Png(64, 64);
        var archive = Zip(("bad.png", content), ("good.png", content));
        archive.AsSpan(30 + "bad.png".Length, 40).Fill(0xFF); // the packed bytes follow the entry's header of 30 bytes and its name
        var fault = Extract(archive, data.Root).Single();
        Assert.Equal("a.zip/bad.png", fault.Where);
        Assert.Equal(["good.png"], Directory.GetFiles(data.Root).Select(Path.GetFileName));
    }

    private static IReadOnlyList<Fault> Extract(byte[] archive, string target, ZipLimits? limits = null) =>
        ZipFolder.Extract(new MemoryStream(archive), "a.zip", target, limits, TestContext.Current.CancellationToken);

    private static byte[] Zip(params (string Path, byte[] Content)[] files)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return archive.ToArray();
    }
}
