using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;

namespace Labelsmith.Formats.Tests;

public class ConllTests
{
    [Theory]
    [InlineData("Ann B-PER\nLee I-PER\nsaw O\nBonn B-LOC\n", "PER=Ann Lee|LOC=Bonn")] // IOB2
    [InlineData("Ann I-PER\nLee B-PER\nin O\nBonn I-LOC\nEU I-ORG\n", "PER=Ann|PER=Lee|LOC=Bonn|ORG=EU")] // IOB
    [InlineData("Ann B-PER\nvan I-PER\nLee E-PER\nBonn S-LOC\nGraz S-LOC\n", "PER=Ann van Lee|LOC=Bonn|LOC=Graz")] // BIOES
    [InlineData("Ann B-PER\nvan M-PER\nLee L-PER\nBonn U-LOC\n", "PER=Ann van Lee|LOC=Bonn")] // BMES, BILOU
    [InlineData("Ann\tNNP\tB-NP\tI-PER\nLee\tNNP\tI-NP\tI-PER\n", "PER=Ann Lee")] // CoNLL-2003
    [InlineData("a B\nb I\nc O\n", "span=a b")]
    [InlineData("nothing O\nhere O\n", "")]
    public void Tags_of_every_usual_kind_become_spans(string file, string expected)
    {
        using var data = new TemporaryData(("a.conll", Encoding.UTF8.GetBytes(file)));
        Assert.Equal(expected, string.Join('|', Spans(data.Open("conll").Items.Single())));
    }

    [Fact]
    public void A_file_is_recognised_by_its_rows_and_an_item_is_a_sentence()
    {
        using var data = new TemporaryData(("wnut17train.txt", "\uFEFF-DOCSTART-\tO\r\n\r\n@ann\tB-person\r\n#tag\tO\r\n \t \r\n# comment\r\n#\tO\r\n😀\tO\r\nUlm\tB-location\r\n"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal((TaskKind.Tagging, Medium.Text), (dataset.Task!.Value, dataset.Medium));
        Assert.Equal(["person", "location"], dataset.Classes.OrderByDescending(name => name));
        Assert.Equal(["@ann #tag", "# 😀 Ulm"], dataset.Items.Select(Text));
        Assert.Equal(["wnut17train.txt#3", "wnut17train.txt#7"], dataset.Items.Select(item => item.Id));
        Assert.Equal(new TextSpan(5, 8), dataset.Items[1].ReadTruth!().Single().Region);
        Assert.Empty(dataset.Faults);
    }

    [Fact]
    public void Characters_with_their_place_are_joined_to_a_text_as_the_description_says()
    {
        using var data = new TemporaryData(("a.train", "科0\tB-ORG.NAM\n技1\tI-ORG.NAM\n全0\tO\n\n"u8.ToArray()), ("a.test", "人0\tB-PER.NOM\n"u8.ToArray()),
            ("dataset.yaml", "format: conll\ntask: tagging\ncolumns: [token, tag]\ntoken_pattern: '^(?<token>.+?)\\d$'\njoiner: ''\nsplits: {train: '*.train', test: '*.test'}"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["人", "科技全"], dataset.Items.Select(Text));
        Assert.Equal([Split.Test, Split.Train], dataset.Items.Select(item => item.Split!.Value));
        Assert.Equal(["ORG.NAM=科技"], Spans(dataset.Items[1]));
    }

    [Fact]
    public void A_bad_row_takes_its_sentence_with_it_and_is_named()
    {
        using var data = new TemporaryData(("a.conll", "Ann B-PER\nLee X-PER\n\nBonn B-LOC\n\nfine O\nbad\n\nno tags\nat all\n"u8.ToArray()));
        var dataset = data.Open("conll");
        Assert.Equal(["Bonn"], dataset.Items.Select(Text));
        Assert.Equal(["a.conll:2", "a.conll:7", "a.conll:9"], dataset.Faults.Select(fault => fault.Where));
        Assert.Contains("'X-PER' is no tag", dataset.Faults[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Sentences_without_tags_are_items_without_truth()
    {
        using var data = new TemporaryData(("a.conll", "Ann B-PER\n\nLee\nspoke\n"u8.ToArray()));
        Assert.Equal([true, false], data.Open("conll").Items.Select(item => item.IsLabelled));
    }

    [Fact]
    public async Task Text_that_tokens_do_not_tell_comes_back_exactly()
    {
        var record = new ItemRecord
        {
            Id = "a b\n1",
            Medium = Medium.Text,
            Text = "\"Ann-Lee's  office,\n\u00a0\u0007in\t北京。\" ",
            Annotation = [Region(1, 5, "PER"), Region(5, 8, "PER"), Region(26, 28, "GPE"), Region(2, 27, "too long")],
        };
        var format = (IRecordWriter)FormatCatalog.Find("conll")!;
        var file = await Records.WriteAsync(format, [record]);
        var read = (await Records.ReadAsync((IRecordReader)format, file)).Single().Record!;
        Assert.Equal((record.Id, record.Text), (read.Id, read.Text));
        Assert.Equal([new TextSpan(1, 5), new TextSpan(5, 8), new TextSpan(26, 28)], read.Annotation!.Select(answer => (TextSpan)answer.Region!));
        Assert.Contains("# left_out = 1\n", Encoding.UTF8.GetString(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_of_conllu_are_spans_that_cover_the_text()
    {
        using var data = new TemporaryData(("a.conllu", """
            # sent_id = 1
            # text = Vámonos al mar.
            1-2	Vámonos	_	_	_	_	_	_	_	_
            1	Vamos	ir	VERB	_	_	0	root	_	_
            2	nos	nosotros	PRON	_	_	1	obj	_	_
            3-4	al	_	_	_	_	_	_	_	_
            3	a	a	ADP	_	_	5	case	_	_
            4	el	el	DET	_	_	5	det	_	_
            5	mar	mar	NOUN	_	_	1	obl	_	SpaceAfter=No
            5.1	gone	go	VERB	_	_	_	_	_	_
            6	.	.	PUNCT	_	_	1	punct	_	SpaceAfter=No

            1	新	新	ADJ	_	_	2	amod	_	SpaceAfter=No
            2	书	书	NOUN	_	_	0	root	_	SpaceAfter=No

            9		_	_	_	_	_	_	_	_

            """u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(["Vámonos al mar.", "新书"], dataset.Items.Select(Text));
        Assert.Equal(["word=Vámonos", "word=al", "word=mar", "word=."], Spans(dataset.Items[0]));
        Assert.Equal(["word=新", "word=书"], Spans(dataset.Items[1]));
        Assert.Equal((TaskKind.Tagging, "word"), (dataset.Task!.Value, dataset.Classes.Single()));
        Assert.Equal("a.conllu:16", dataset.Faults.Single().Where);
    }

    [Fact]
    public void A_joiner_stands_above_what_conllu_says_of_spaces()
    {
        using var data = new TemporaryData(("train.conll", "1\t同\t_\tADV\tRB\t_\t29\tadvmod\t_\t_\n2\t,\t_\tPUNCT\t,\t_\t29\tpunct\t_\t_\n"u8.ToArray()),
            ("dataset.yaml", "format: conllu-words\njoiner: ''"u8.ToArray()));
        Assert.Equal("同,", Text(data.Open().Items.Single()));
    }

    [Fact]
    public void Topics_are_parts_of_a_text_between_lines_of_equal_signs()
    {
        using var data = new TemporaryData(
            ("1/a.ref", "==========\r\nOne . \r\nTwo .\r\n==========\r\n\r\nThree .\r\n==========\r\n"u8.ToArray()), ("1/b.ref", "========\nOnly .\n"u8.ToArray()),
            ("2/c.ref", "Nobody split\nthis .\n"u8.ToArray()), ("dataset.yaml", "format: choi\nsplits: {train: '1/**/*.ref', unlabelled: '2/*.ref'}"u8.ToArray()));
        var dataset = data.Open();
        Assert.Equal(TaskKind.Splitting, dataset.Task);
        Assert.Equal(["1/a.ref", "1/b.ref", "2/c.ref"], dataset.Items.Select(item => item.Id));
        Assert.Equal("One .\nTwo .\nThree .", Text(dataset.Items[0]));
        Assert.Equal(["segment=One .\nTwo .", "segment=Three ."], Spans(dataset.Items[0]));
        Assert.Equal(["segment=Only ."], Spans(dataset.Items[1]));
        Assert.False(dataset.Items[2].IsLabelled);
    }

    private static Answer Region(int start, int end, string label) =>
        new() { Id = $"{start}", Control = "regions", Labels = [label], Region = new TextSpan(start, end) };

    private static string Text(DataItem item) => ((TextSource)item.Source).Text;

    private static IEnumerable<string> Spans(DataItem item) => item.ReadTruth!()
        .Select(answer => $"{answer.Labels.Single()}={Text(item)[((TextSpan)answer.Region!).Start..((TextSpan)answer.Region!).End]}");
}
