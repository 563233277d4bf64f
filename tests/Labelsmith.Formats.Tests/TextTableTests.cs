using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Formats.Tests;

public class TextTableTests
{
    [Fact]
    public void Quotation_marks_of_a_tsv_are_text_and_the_last_column_may_hold_tabs()
    {
        using var data = Table("sms.tsv", "ham\tHe said \"hi\tthere\nspam\t\"WIN\" now\n", "columns: [label, text]\nheader: false\nquotes: false");
        var dataset = data.Open();
        Assert.Equal(["sms.tsv#1", "sms.tsv#2"], dataset.Items.Select(item => item.Id));
        Assert.Equal(["He said \"hi\tthere", "\"WIN\" now"], Texts(dataset));
        Assert.Equal(["ham", "spam"], Labels(dataset));
        Assert.Equal(TaskKind.Classification, dataset.Task);
    }

    [Fact]
    public void A_csv_names_its_columns_and_quotes_what_it_must()
    {
        using var data = Table("a.csv", "\uFEFFid,Text,label\r\nx1,\"a, \"\"b\"\"\r\nc\",pos\r\nx2,plain,\r\n", null);
        var dataset = data.Open();
        Assert.Equal(["x1", "x2"], dataset.Items.Select(item => item.Id));
        Assert.Equal(["a, \"b\"\r\nc", "plain"], Texts(dataset));
        Assert.Equal([true, false], dataset.Items.Select(item => item.IsLabelled));
    }

    [Fact]
    public void Columns_without_names_are_told_apart_by_what_they_hold()
    {
        using var data = Table("a.tsv", "this is a long text\tpos\nanother long text\tneg\na third long text\tpos\nyet one more text\tneg\n", null);
        Assert.Equal(["pos", "neg", "pos", "neg"], Labels(data.Open()));
    }

    [Fact]
    public void Several_columns_of_text_are_joined()
    {
        using var data = Table("test.csv", "\"3\",\"Title\",\"Body\"\n", "columns: [label, text, text]\nclasses: {3: Business}\nheader: false");
        var dataset = data.Open();
        Assert.Equal(("Title\nBody", "Business", Split.Test), (Texts(dataset)[0], Labels(dataset)[0], dataset.Items[0].Split!.Value));
    }

    [Fact]
    public void Broken_lines_are_faults_with_their_number_and_the_others_go_on()
    {
        using var data = Table("a.tsv", "text\tlabel\ngood\tx\nno label at all\nfine\ty\n\tz\n", "classes: [x]");
        var dataset = data.Open();
        Assert.Equal(["good", "fine"], Texts(dataset));
        Assert.Equal(["a.tsv:3", "a.tsv:4", "a.tsv:5"], dataset.Faults.Select(fault => fault.Where));
        Assert.Contains("'y' is none of the classes x", dataset.Faults[1].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_is_found_where_it_opens()
    {
        using var data = Table("a.csv", "text,label\nfine,x\n\"open,y\nrest,z\n", null);
        Assert.Equal("a.csv:3", data.Open().Faults.Single().Where);
    }

    [Fact]
    public void The_second_of_two_items_of_one_id_is_left_out()
    {
        using var data = Table("a.csv", "id,text\n1,a\n1,b\n", null);
        var dataset = data.Open();
        Assert.Equal(["a"], Texts(dataset));
        Assert.Equal("a.csv:3", dataset.Faults.Single().Where);
    }

    [Fact]
    public void A_table_can_name_image_files()
    {
        using var data = Table("labels.csv", "filename,class\n1.png,cat\n../../etc/2.png,dog\n", null).Add("1.png", TemporaryData.Png());
        var dataset = data.Open();
        Assert.Equal((Medium.Image, "1.png", "cat"), (dataset.Medium, dataset.Items.Single().Id, Labels(dataset)[0]));
        Assert.Equal("labels.csv:3", dataset.Faults.Single().Where);
    }

    [Fact]
    public void Bytes_of_another_encoding_are_said_and_read_where_it_is_named()
    {
        byte[] latin = [.. "text\tlabel\ncaf"u8, 0xE9, .. "\tx\n"u8];
        using var data = new TemporaryData(("a.tsv", latin));
        Assert.Contains("is not utf-8", Assert.Throws<BadDataException>(() => data.Open("tsv")).Message, StringComparison.Ordinal);
        data.Add("dataset.yaml", "format: tsv\nencoding: iso-8859-1");
        Assert.Equal(["café"], Texts(data.Open()));
    }

    [Fact]
    public void Lines_end_with_a_line_feed_and_nothing_else()
    {
        using var data = new TemporaryData(("rt.all", [.. "1 so"u8, 0x85, .. " good\r\n0 bad\n\n? odd\n"u8]),
            ("dataset.yaml", "format: lines\nencoding: iso-8859-1\npattern: '^(?<label>[01]) (?<text>.*)$'\nclasses: [negative, positive]"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["so\u0085 good", "bad"], Texts(dataset));
        Assert.Equal(["positive", "negative"], Labels(dataset));
        Assert.Equal(["rt.all:4"], dataset.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void Only_files_of_a_split_are_read_where_splits_are_globs()
    {
        using var data = new TemporaryData(("TREC.train", "NUM:x how many\n"u8.ToArray()), ("TREC.test", "LOC:y where\n"u8.ToArray()), ("notes", "zzz\n"u8.ToArray()),
            ("dataset.yaml", "format: lines\npattern: '^(?<label>[A-Z]+):\\S+ (?<text>.*)$'\nsplits: {train: TREC.train, test: TREC.test}"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["TREC.test#1", "TREC.train#1"], dataset.Items.Select(item => item.Id));
        Assert.Empty(dataset.Faults);
    }

    [Fact]
    public void Json_lines_hold_a_label_or_spans_in_code_points()
    {
        using var data = new TemporaryData(("a.jsonl", """
            {"id": 5, "text": "fine", "label": "pos"}
            {"text": "😀 Ann", "label": [[2, 5, "PER"]]}
            {"text": "none", "label": []}
            {"text": "short", "label": [[2, 50, "PER"]]}
            {"txet": "x"}
            """u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["5", "a.jsonl#2", "a.jsonl#3"], dataset.Items.Select(item => item.Id));
        Assert.Equal(new Domain.Regions.TextSpan(3, 6), dataset.Items[1].ReadTruth!().Single().Region);
        Assert.False(dataset.Items[2].IsLabelled);
        Assert.Equal(["a.jsonl:4", "a.jsonl:5"], dataset.Faults.Select(fault => fault.Where));
    }

    [Fact]
    public void A_column_of_numbers_poses_regression_and_what_is_no_number_is_said()
    {
        using var data = Table("ads.csv", "text,value\ncheap,9.5\ndear,1e3\nodd,1.000.5\nnone,\n", null);
        var dataset = data.Open();
        Assert.Equal(TaskKind.Regression, dataset.Task);
        Assert.Empty(dataset.Classes);
        Assert.Equal([9.5, 1000, null, null], dataset.Items.Select(item => item.ReadTruth?.Invoke()[0].Number));
        Assert.Equal("ads.csv:4", dataset.Faults.Single().Where);
    }

    [Fact]
    public void Labels_are_numbers_where_the_description_says_so()
    {
        using var data = Table("labels.csv", "file,label\n1.png,-3\n", "task: regression").Add("1.png", TemporaryData.Png());
        Assert.Equal(-3, data.Open().Items.Single().ReadTruth!()[0].Number);
    }

    [Fact]
    public void A_cell_holds_several_labels_where_the_description_says_so()
    {
        using var data = Table("news.csv", "text,label\none,sport|money\ntwo,money ; sport\nthree,art\n", "task: multilabel\nclasses: [art, money, sport]");
        var dataset = data.Open();
        Assert.Equal(TaskKind.Multilabel, dataset.Task);
        Assert.Equal(["sport money", "money sport", "art"], dataset.Items.Select(item => string.Join(' ', item.ReadTruth!()[0].Labels)));
    }

    [Fact]
    public void Json_lines_pose_the_task_that_their_labels_answer()
    {
        using var numbers = new TemporaryData(("a.jsonl", "{\"text\": \"x\", \"value\": 2.5}\n"u8.ToArray()));
        Assert.Equal((TaskKind.Regression, 2.5), (numbers.Open().Task!.Value, numbers.Open().Items[0].ReadTruth!()[0].Number!.Value));
        using var sets = new TemporaryData(("a.jsonl", "{\"text\": \"x\", \"label\": [\"a\", \"b\"]}\n{\"text\": \"y\", \"label\": [\"a\"]}\n"u8.ToArray()));
        Assert.Equal(TaskKind.Multilabel, sets.Open().Task);
        var stray = string.Concat(Enumerable.Range(0, 40).Select(i => $$"""{"text": "x{{i}}", "label": ["a"{{(i == 0 ? ", \"b\"" : "")}}]}""" + "\n"));
        using var mostlyOne = new TemporaryData(("a.jsonl", Encoding.UTF8.GetBytes(stray)));
        Assert.Equal(TaskKind.Classification, mostlyOne.Open().Task);
    }

    private static TemporaryData Table(string name, string content, string? yaml)
    {
        var data = new TemporaryData((name, Encoding.UTF8.GetBytes(content)));
        return yaml is null ? data : data.Add("dataset.yaml", yaml);
    }

    private static List<string> Texts(Dataset dataset) => [.. dataset.Items.Select(item => ((TextSource)item.Source).Text)];

    private static List<string> Labels(Dataset dataset) => [.. dataset.Items.Where(item => item.IsLabelled).Select(item => item.ReadTruth!()[0].Labels[0])];
}
