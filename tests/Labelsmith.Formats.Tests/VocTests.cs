using System.IO.Compression;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Voc;

namespace Labelsmith.Formats.Tests;

public class VocTests
{
    [Fact]
    public async Task Corners_are_pixels_counted_from_one_the_last_one_included()
    {
        var record = (await ReadAsync(Xml(Object("cat", "<xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax>")))).Single().Record!;
        Assert.Equal(("a.png", 20, 10), (record.Id, record.Width, record.Height));
        Assert.Equal(new Box(0, 1, 3, 3), record.Annotation!.Single().Region);
        Assert.Equal(["cat"], record.Annotation!.Single().Labels);
    }

    [Fact]
    public async Task Parts_are_no_objects_and_fractions_are_read()
    {
        var head = "<part><name>head</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax></bndbox></part>";
        var record = (await ReadAsync(Xml(Object("person", "<xmin>5.5</xmin><ymin>6</ymin><xmax>7.5</xmax><ymax>8</ymax>", head)))).Single().Record!;
        Assert.Equal(new Box(4.5, 5, 3, 3), record.Annotation!.Single().Region);
    }

    [Fact]
    public async Task A_program_that_counts_from_zero_stays_within_the_image()
    {
        var record = (await ReadAsync(Xml(Object("cat", "<xmin>0</xmin><ymin>0</ymin><xmax>3</xmax><ymax>4</ymax>")))).Single().Record!;
        Assert.Equal(new Box(0, 0, 3, 4), record.Annotation!.Single().Region);
    }

    [Theory]
    [InlineData("<name>cat</name>", "no <bndbox>")]
    [InlineData("<bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>", "no <name>")]
    [InlineData("<name>cat</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax></bndbox>", "no <ymax>")]
    [InlineData("<name>cat</name><bndbox><xmin>one</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>", "'one', which is no number")]
    [InlineData("<name>cat</name><bndbox><xmin>9</xmin><ymin>2</ymin><xmax>3</xmax><ymax>4</ymax></bndbox>", "must not lie before")]
    [InlineData("<name>cat</name><bndbox><xmin>5</xmin><ymin>3</ymin><xmax>5</xmax><ymax>3</ymax></bndbox>", "a click without a drag")]
    [InlineData("<name>cat</name><labelsmith>{</labelsmith>", "<labelsmith> is broken")]
    public async Task A_broken_object_is_a_fault_with_its_line_and_the_others_go_on(string content, string part)
    {
        var read = await ReadAsync(Xml($"\n<object>{content}</object>\n{Object("dog", "<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>")}"));
        var fault = read.Single(entry => entry.Fault is not null).Fault!;
        Assert.Equal("labels.file:2", fault.Where);
        Assert.Contains(part, fault.Sentence, StringComparison.Ordinal);
        Assert.Equal(["dog"], read.Single(entry => entry.Record is not null).Record!.Annotation!.Single().Labels);
    }

    [Theory]
    [InlineData("<!DOCTYPE annotation [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><annotation><filename>&a;</filename></annotation>", "document type")]
    [InlineData("<annotation><filename>&a;</filename></annotation>", "The XML is broken")]
    [InlineData("<annotation>\n<object>", "The XML is broken")]
    [InlineData("<annotations></annotations>", "begins with <annotations>")]
    public async Task What_is_no_annotation_or_reaches_outside_is_refused(string xml, string part)
    {
        var fault = (await ReadAsync(xml)).Single().Fault!;
        Assert.Contains(part, fault.Sentence, StringComparison.Ordinal);
        Assert.Matches(@"^labels\.file(:\d+)?$", fault.Where);
    }

    [Fact]
    public async Task A_box_that_another_program_moved_counts_as_it_stands_there()
    {
        var record = new ItemRecord
        {
            Id = "1",
            Medium = Medium.Image,
            File = "b/a.png",
            Annotation = [new Answer { Id = "x", Control = "cells", Labels = ["cat"], Region = new Box(0.25, 1, 3, 3) }],
        };
        var files = await FilesAsync([record, record with { Id = "2", File = "b/a.jpg" }, record with { Id = "3", File = "../a.jpg" }]);
        Assert.Equal(["Annotations/b/a.xml", "Annotations/b/a.jpg.xml", "Annotations/a.xml"], files.Keys);
        var xml = files["Annotations/b/a.xml"];
        Assert.StartsWith("<?xml", xml, StringComparison.Ordinal);
        Assert.Contains("<folder>b</folder>", xml, StringComparison.Ordinal);
        Assert.Contains("<filename>a.png</filename>", xml, StringComparison.Ordinal);
        Assert.Contains("<xmin>1.25</xmin>", xml, StringComparison.Ordinal);
        Assert.Contains("<xmax>3.25</xmax>", xml, StringComparison.Ordinal);
        Assert.Equal(new Box(0.25, 1, 3, 3), await FirstRegionAsync(xml));
        Assert.Equal(new Box(0.25, 1, 5.75, 3), await FirstRegionAsync(xml.Replace("<xmax>3.25<", "<xmax>6<", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_development_kit_layout_is_data_to_learn_from()
    {
        using var data = new TemporaryData(
            ("JPEGImages/a.png", TemporaryData.Png()), ("JPEGImages/b.png", TemporaryData.Png()), ("JPEGImages/c.png", TemporaryData.Png()),
            ("SegmentationClass/a.png", TemporaryData.Png()), ("ImageSets/Main/train.txt", "a\n"u8.ToArray()), ("ImageSets/Main/test.txt", "b\n"u8.ToArray()));
        data.Add("Annotations/a.xml", Xml(Object("dog", "<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>"), file: "renamed.png"));
        data.Add("Annotations/b.xml", Xml("")).Add("Annotations/d.xml", Xml("", file: "d.png"));
        var dataset = data.Open();
        Assert.Equal([("JPEGImages/a.png", Split.Train), ("JPEGImages/b.png", Split.Test), ("JPEGImages/c.png", (Split?)null)],
            dataset.Items.Select(item => (item.Id, item.Split)));
        Assert.Equal((TaskKind.Detection, "dog"), (dataset.Task, dataset.Classes.Single()));
        Assert.Equal(new Box(0, 0, 2, 2), dataset.Items[0].ReadTruth!().Single().Region);
        Assert.Empty(dataset.Items[1].ReadTruth!());
        Assert.False(dataset.Items[2].IsLabelled);
        Assert.Contains("'d.png' is not in the data", dataset.Faults.Single().Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_not_described_is_a_fault()
    {
        using var data = new TemporaryData(("a.png", TemporaryData.Png()), ("dataset.yaml", "classes: [cat]"u8.ToArray()));
        data.Add("a.xml", Xml(Object("dog", "<xmin>1</xmin><ymin>1</ymin><xmax>2</xmax><ymax>2</ymax>")));
        var dataset = data.Open();
        Assert.Contains("'dog' is none of the classes cat", dataset.Faults.Single().Sentence, StringComparison.Ordinal);
        Assert.Throws<BadItemException>(() => dataset.Items.Single().ReadTruth!());
    }

    private static string Object(string name, string corners, string more = "") => $"<object><name>{name}</name><bndbox>{corners}</bndbox>{more}</object>";

    private static string Xml(string objects, string file = "a.png") =>
        $"<annotation><filename>{file}</filename><size><width>20</width><height>10</height><depth>3</depth></size>{objects}</annotation>";

    private static Task<List<ReadRecord>> ReadAsync(string xml) => Records.ReadAsync(new VocFormat(), Encoding.UTF8.GetBytes(xml));

    private static async Task<Region?> FirstRegionAsync(string xml) => (await ReadAsync(xml)).Single().Record!.Annotation!.Single().Region;

    private static async Task<Dictionary<string, string>> FilesAsync(ItemRecord[] records)
    {
        using var zip = new ZipArchive(new MemoryStream(await Records.WriteAsync(new VocFormat(), records)));
        return zip.Entries.ToDictionary(entry => entry.FullName, entry => new StreamReader(entry.Open()).ReadToEnd());
    }
}
