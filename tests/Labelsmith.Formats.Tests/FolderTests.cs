using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public class FolderTests
{
    [Fact]
    public void Images_of_all_folders_are_items_and_nothing_else_is()
    {
        using var data = new TemporaryData(
            ("b.png", TemporaryData.Png()), ("images/a.JPG", [1]), ("README.md", [1]), ("LICENSE", [1]), (".hidden/c.png", [1]), (".d.png", [1]), ("notes.docx", [1]));
        var dataset = data.Open();
        Assert.Equal(["b.png", "images/a.JPG"], dataset.Items.Select(item => item.Id));
        Assert.Equal((Medium.Image, null), (dataset.Medium, dataset.Task));
        Assert.Equal(["notes.docx"], dataset.Faults.Select(fault => fault.Where));
        Assert.All(dataset.Items, item => Assert.True(Path.IsPathFullyQualified(((FileSource)item.Source).Path)));
    }

    [Fact]
    public void Folders_beside_each_other_are_classes()
    {
        using var data = new TemporaryData(("cat/1.png", [1]), ("dog/1.png", [1]), ("dog/2.png", [1]), ("unlabelled/3.png", [1]), ("4.png", [1]));
        var dataset = data.Open();
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal(TaskKind.Classification, dataset.Task);
        Assert.Equal(["cat", "dog", "dog"], dataset.Items.Where(item => item.IsLabelled).Select(item => item.ReadTruth!()[0].Labels[0]));
        Assert.Equal(["4.png", "unlabelled/3.png"], dataset.Items.Where(item => !item.IsLabelled).Select(item => item.Id).Order());
        Assert.Equal(Split.Unlabelled, dataset.Items.Single(item => item.Id == "unlabelled/3.png").Split);
    }

    [Fact]
    public void Folders_of_splits_hold_folders_of_classes()
    {
        using var data = new TemporaryData(("train/a/1.txt", "x"u8.ToArray()), ("train/b/1.txt", "y"u8.ToArray()), ("test/a/1.txt", "z"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal((Medium.Text, 2), (dataset.Medium, dataset.Classes.Count));
        Assert.Equal([Split.Test, Split.Train, Split.Train], dataset.Items.Select(item => item.Split));
    }

    [Fact]
    public void A_class_that_is_not_described_is_a_fault_and_its_item_goes_to_the_pool()
    {
        using var data = new TemporaryData(("cat/1.png", [1]), ("dgo/1.png", [1]), ("dataset.yaml", "format: folder-per-class\nclasses: [cat, dog]"u8.ToArray()));
        var dataset = data.Open();
        Assert.Contains("'dgo' is none of the classes cat, dog", dataset.Faults.Single().Sentence, StringComparison.Ordinal);
        Assert.Equal(1, dataset.Items.Count(item => item.IsLabelled));
    }

    [Fact]
    public void A_pattern_finds_the_label_in_the_name()
    {
        using var data = new TemporaryData(("7_anna.png", [1]), ("x.png", [1]), ("dataset.yaml", "label_pattern: '^(?<label>\\d)_'"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal("7", dataset.Items[0].ReadTruth!()[0].Labels[0]);
        Assert.False(dataset.Items[1].IsLabelled);
    }

    [Fact]
    public void A_text_of_five_megabytes_is_left_out_and_the_others_go_on()
    {
        using var data = new TemporaryData(("a.txt", "short"u8.ToArray()), ("long.txt", new byte[5 << 20]));
        var dataset = data.Open();
        Assert.Equal(["a.txt"], dataset.Items.Select(item => item.Id));
        Assert.Equal("long.txt", dataset.Faults.Single().Where);
        Assert.Contains("5.0 MB", dataset.Faults.Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Splits_come_from_globs_and_lists()
    {
        using var data = new TemporaryData(("1.png", [1]), ("2.png", [1]), ("3.png", [1]), ("4.png", [1]), ("held.list", "2 some/mask.png\n3\n"u8.ToArray()),
            ("dataset.yaml", "splits: {train: '1.*', test: {list: held.list}, validation: 'v/*'}"u8.ToArray()));
        var dataset = data.Open("image-folder");
        Assert.Equal([Split.Train, Split.Test, Split.Test, null], dataset.Items.Select(item => item.Split));
        Assert.Contains(dataset.Faults, fault => fault.Sentence.Contains("'validation' takes no item", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_in_two_splits_stops_everything()
    {
        using var data = new TemporaryData(("1.png", [1]), ("dataset.yaml", "splits: {train: '*', test: '1.*'}"u8.ToArray()));
        Assert.Contains("'1.png' is in the splits", Assert.Throws<BadDataException>(() => data.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_to_its_own_folder_does_not_go_on_for_ever()
    {
        using var data = new TemporaryData(("a/1.png", [1]));
        Directory.CreateSymbolicLink(Path.Combine(data.Root, "a", "again"), data.Root);
        Assert.Equal(["a/1.png"], data.Open().Items.Select(item => item.Id));
    }

    [Fact]
    public void Unrecognised_data_says_what_was_tried()
    {
        using var data = new TemporaryData(("a.bin", [1, 2, 3]));
        var message = Assert.Throws<BadDataException>(() => data.Open()).Message;
        Assert.All(FormatCatalog.All.OfType<IDatasetFormat>(), format => Assert.Contains(format.Key, message, StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_format_is_refused_with_those_that_there_are()
    {
        using var data = new TemporaryData(("a.png", [1]));
        Assert.Contains("'imagefolder'", Assert.Throws<BadDataException>(() => data.Open("imagefolder")).Message, StringComparison.Ordinal);
        Assert.Contains("check the path", Assert.Throws<BadDataException>(() => DatasetReader.Open(data.Root + "/none")).Message, StringComparison.Ordinal);
    }
}
