using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public class AudioFilesTests
{
    [Fact]
    public void Names_say_the_class_and_the_split()
    {
        using var data = new TemporaryData(("recordings/7_anna_0.wav", [1]), ("recordings/10_anna_5.WAV", [1]), ("recordings/noise.wav", [1]));
        data.Add("dataset.yaml", "format: audio-files\nlabel_pattern: '^(?<label>\\d+)_'\nsplits: {train: 'recordings/*_5.WAV', test: 'recordings/*_0.wav'}");
        var dataset = data.Open();
        Assert.Equal((Medium.Audio, TaskKind.Classification), (dataset.Medium, dataset.Task!.Value));
        Assert.Equal(["7", "10"], dataset.Classes);
        Assert.Equal(["recordings/10_anna_5.WAV", "recordings/7_anna_0.wav", "recordings/noise.wav"], dataset.Items.Select(item => item.Id));
        Assert.Equal([Split.Train, Split.Test, null], dataset.Items.Select(item => item.Split));
        Assert.Equal([true, true, false], dataset.Items.Select(item => item.IsLabelled));
    }

    [Fact]
    public void Folders_beside_each_other_are_classes()
    {
        using var data = new TemporaryData(("train/dog/1.wav", [1]), ("train/cat/1.wav", [1]), ("test/cat/2.wav", [1]), ("unlabelled/3.wav", [1]));
        var dataset = data.Open();
        Assert.Equal(["cat", "dog"], dataset.Classes);
        Assert.Equal([Split.Test, Split.Train, Split.Train, Split.Unlabelled], dataset.Items.Select(item => item.Split));
        Assert.Equal(3, dataset.Items.Count(item => item.IsLabelled));
    }

    [Fact]
    public void One_folder_means_nothing_and_without_labels_the_task_is_open()
    {
        using var data = new TemporaryData(("recordings/a.wav", [1]), ("recordings/b.wav", [1]));
        var dataset = data.Open();
        Assert.Equal((Medium.Audio, null), (dataset.Medium, dataset.Task));
        Assert.DoesNotContain(dataset.Items, item => item.IsLabelled);
    }

    [Fact]
    public void All_kinds_of_sound_are_items_and_other_files_are_faults()
    {
        using var data = new TemporaryData(("a.wav", [1]), ("b.mp3", [1]), ("c.flac", [1]), ("notes.docx", [1]));
        var dataset = data.Open();
        Assert.Equal(["a.wav", "b.mp3", "c.flac"], dataset.Items.Select(item => item.Id));
        Assert.Contains("no recording", Assert.Single(dataset.Faults, fault => fault.Where == "notes.docx").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_may_name_recordings_and_their_labels()
    {
        using var data = new TemporaryData(("clips/a.wav", [1]), ("clips/b.wav", [1]));
        data.Add("labels.csv", "filename,label\nclips/a.wav,dog\nclips/b.wav,cat\nclips/c.wav,cat\n");
        var dataset = data.Open();
        Assert.Equal(Medium.Audio, dataset.Medium);
        Assert.Equal(["dog", "cat"], dataset.Items.Select(item => item.ReadTruth!()[0].Labels[0]));
        Assert.Equal("labels.csv:4", dataset.Faults.Single().Where);
    }
}
