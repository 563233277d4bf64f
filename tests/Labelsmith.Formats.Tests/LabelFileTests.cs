using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Native;

namespace Labelsmith.Formats.Tests;

public class LabelFileTests
{
    [Fact]
    public async Task A_csv_of_another_tool_needs_a_file_and_a_label()
    {
        var read = await Csv("image,class\na.png,cat\nb.png,\n,dog\n");
        Assert.Equal(["a.png", "b.png"], read.Where(entry => entry.Record is not null).Select(entry => entry.Record!.Id));
        Assert.Equal("cat", read[0].Record!.Annotation!.Single().Labels[0]);
        Assert.Null(read[1].Record!.Annotation);
        Assert.Equal("labels.file:4", read[2].Fault!.Where);
    }

    [Fact]
    public async Task A_csv_without_them_says_what_it_lacks()
    {
        var fault = (await Csv("name,colour\na,b\n")).Single().Fault!;
        Assert.Contains("'label'", fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_cell_of_an_export_begins_a_formula()
    {
        var records = Records.Labels.Select((label, index) => new Domain.Answers.ItemRecord
        {
            Id = $"{label}{index}",
            Medium = Medium.Text,
            Text = label,
            Annotation = [new Domain.Answers.Answer { Id = "1", Control = "=c", Labels = [label] }],
        }).ToList();
        var file = Encoding.UTF8.GetString(await Records.WriteAsync((IRecordWriter)FormatCatalog.Find("csv")!, records));
        var cells = Delimited.DelimitedParser.ReadAll(new StringReader(file), ',', quotes: true).SelectMany(row => row.Fields);
        Assert.DoesNotContain(cells, cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..]);
    }

    [Fact]
    public void A_native_file_is_data_whose_truth_is_peoples_alone()
    {
        using var data = new TemporaryData(("mails.jsonl", """
            {"id":"m1","medium":"text","text":"buy now","annotation":[{"id":"1","control":"label","labels":["spam"]}]}

            {"id":"m2","medium":"text","text":"hello","prediction":{"model":"x","score":0.9,"answers":[{"id":"1","control":"label","labels":["ham"],"score":0.9}]}}
            {"id":"m3","medium":"text","text":"hi","annotation":[{"id":"1","control":"label","labels":["sapm"]}]}
            {"id":"m4","medium":"text"}
            not json
            """u8.ToArray()), ("dataset.yaml", "classes: [ham, spam]"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal((Medium.Text, TaskKind.Classification), (dataset.Medium, dataset.Task));
        Assert.Equal(["m1", "m2", "m3"], dataset.Items.Select(item => item.Id));
        Assert.Equal([true, false, false], dataset.Items.Select(item => item.IsLabelled));
        Assert.Equal(["mails.jsonl:6", "mails.jsonl:4", "mails.jsonl:5"], dataset.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public async Task Our_csv_is_data_whose_truth_is_peoples_alone()
    {
        var csv = (IRecordWriter)FormatCatalog.Find("csv")!;
        Domain.Answers.Answer[] answer = [new() { Id = "1", Control = "label", Labels = ["a"] }];
        using var data = new TemporaryData(("labels.csv", await Records.WriteAsync(csv,
        [
            new() { Id = "1", Medium = Medium.Text, Text = "x", Annotation = answer },
            new() { Id = "2", Medium = Medium.Text, Text = "y", Prediction = new("m", 1, answer) },
        ])));
        Assert.Equal([true, false], data.Open().Items.Select(item => item.IsLabelled));
    }

    [Theory, InlineData("native"), InlineData("csv")]
    public async Task Numbers_with_their_intervals_are_written_and_read_again(string key)
    {
        var format = (IRecordWriter)FormatCatalog.Find(key)!;
        Domain.Answers.Answer number = new() { Id = "1", Control = "age", Number = -3.25 };
        List<Domain.Answers.ItemRecord> records =
        [
            new() { Id = "1", Medium = Medium.Text, Text = "x", Annotation = [number] },
            new() { Id = "2", Medium = Medium.Text, Text = "y", Prediction = new("m", 0.5, [number with { Score = 0.5, Interval = new(-4, 1e-9) }]) },
        ];
        var file = await Records.WriteAsync(format, records);
        Assert.Equal(Records.Json(records), Records.Json((await Records.ReadAsync((IRecordReader)format, file)).Select(read => read.Record!)));
        Assert.DoesNotContain("'-3.25", Encoding.UTF8.GetString(file), StringComparison.Ordinal);

        using var data = new TemporaryData(($"labels.{(key == "csv" ? "csv" : "jsonl")}", file));
        var dataset = data.Open();
        Assert.Equal(TaskKind.Regression, dataset.Task);
        Assert.Equal(-3.25, dataset.Items[0].ReadTruth!()[0].Number);
        Assert.False(dataset.Items[1].IsLabelled);
    }

    [Fact]
    public async Task A_csv_of_before_there_were_numbers_is_still_ours()
    {
        var read = await Csv("id,file,medium,width,height,text,source,model,control,answer,label,score,item_score,region\n1,,text,,,x,annotation,,kind,1,spam,,,\n");
        Assert.Equal(["spam"], read.Single().Record!.Annotation!.Single().Labels);
    }

    [Fact]
    public void Of_several_labels_none_is_an_answer_too()
    {
        using var data = new TemporaryData(("a.jsonl", """
            {"id":"1","medium":"text","text":"x","annotation":[{"id":"1","control":"tags","labels":["a","b"]}]}
            {"id":"2","medium":"text","text":"y","annotation":[]}
            """u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(TaskKind.Multilabel, dataset.Task);
        Assert.Empty(dataset.Items[1].ReadTruth!());
    }

    [Fact]
    public void A_record_names_no_file_outside_of_the_data()
    {
        using var data = new TemporaryData(("a.jsonl", """{"id":"1","medium":"image","file":"../../etc/passwd"}"""u8.ToArray()));
        Assert.Contains("'../../etc/passwd', which is not in the data", Assert.Throws<BadDataException>(() => data.Open()).Message, StringComparison.Ordinal);
        Assert.Throws<BadDataException>(() => DatasetReader.Open(Path.Combine(data.Root, "a.jsonl")));
    }

    [Fact]
    public void A_later_version_is_refused()
    {
        using var data = new TemporaryData(("a.jsonl",
            """{"format":"labelsmith","version":2,"name":"x","content":"both","createdAt":"2026-11-24T00:00:00Z","classes":[]}"""u8.ToArray()));
        Assert.Contains("update Labelsmith", Assert.Throws<BadDataException>(() => data.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_end_is_refused_before_memory_is_full()
    {
        using var endless = new MemoryStream(new byte[100 << 20]);
        var read = await new NativeFormat().ReadAsync(endless, "a.jsonl", TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Contains("64 MB", read.Single().Fault!.Sentence, StringComparison.Ordinal);
    }

    private static Task<List<ReadRecord>> Csv(string content) =>
        Records.ReadAsync((IRecordReader)FormatCatalog.Find("csv")!, Encoding.UTF8.GetBytes(content));
}
