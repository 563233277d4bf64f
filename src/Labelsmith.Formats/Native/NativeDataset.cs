using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;
using Labelsmith.Formats.Datasets;
using Labelsmith.Media;

namespace Labelsmith.Formats.Native;

/// <summary>Native files as data to learn from: a person's answers are the truth, a model's are not.</summary>
internal static class NativeDataset
{
    public static Dataset Read(DataFolder data, DatasetDescription description)
    {
        var splits = new SplitTable(data, description);
        var list = new ItemList();
        var records = new List<(ItemRecord Record, string Where, Split? Split)>();
        IReadOnlyList<string> classes = [];
        foreach (var file in ChooseFiles(data, description, splits))
        {
            using var stream = data.OpenRead(file);
            foreach (var line in LineReader.Read(stream))
            {
                if (line.Number == 1 && NativeHeader.IsHeader(line.Bytes.Span))
                {
                    var header = NativeHeader.Parse(line.Bytes.Span, out var sentence) ?? throw new BadDataException($"{file}:1: {sentence}");
                    classes = classes.Count == 0 ? header.Classes : classes;
                    continue;
                }

                var read = NativeFormat.ParseRecord(line, file);
                if (read.Record is { } record)
                {
                    records.Add((record, $"{file}:{line.Number}", splits.IsEmpty ? SplitNames.OfFile(file) : splits.Of(file) ?? splits.Of(record.Id)));
                }
                else
                {
                    list.Refuse(read.Fault!);
                }
            }
        }

        return Create(data, description, splits, list, records, classes);
    }

    /// <summary>Makes a data set of records that were read from files.</summary>
    /// <param name="headerClasses">As the files say them; empty where they do not.</param>
    public static Dataset Create(DataFolder data, DatasetDescription description, SplitTable splits, ItemList list,
        List<(ItemRecord Record, string Where, Split? Split)> records, IReadOnlyList<string> headerClasses)
    {
        var task = description.Task ?? TaskOf(records.ConvertAll(entry => entry.Record));
        var wholeItem = task is null or TaskKind.Classification or TaskKind.Regression or TaskKind.Multilabel;
        var known = description.Classes is null && headerClasses.Count > 0
            ? description with { Classes = [.. headerClasses.Select(name => new StoredClass(name, name))] }
            : description;
        var classes = new ClassTable(known);
        foreach (var (record, where, split) in records)
        {
            if (SourceOf(record, data, where, list) is { } source)
            {
                var truth = split == Split.Unlabelled ? null : TruthOf(record, task, wholeItem, classes, where, list);
                list.Add(new DataItem(record.Id, source) { Split = split, ReadTruth = truth is null ? null : () => truth }, where);
            }
        }

        var isPartial = records.Any(entry => entry.Record.Unmarked == UnmarkedPixels.Unknown);
        var background = Backgrounds.Of(
            task, classes.Names, description.Unmarked ?? (isPartial ? UnmarkedPixels.Unknown : UnmarkedPixels.Background));
        return new Dataset
        {
            Name = data.Name,
            Medium = records is [var (first, _, _), ..] ? first.Medium : Medium.Text,
            Task = task,
            Items = list.OrThrow(data, "no records"),
            Classes = background.Classes,
            Background = background.Name,
            Faults = [.. list.Faults, .. splits.FindUnused()],
        };
    }

    private static List<string> ChooseFiles(DataFolder data, DatasetDescription description, SplitTable splits)
    {
        var globs = description.Annotations?.Select(glob => new Glob(glob)).ToList();
        var files = data.Files.Where(file => globs is null
            ? (NativeFormat.IsJsonLines(file) || data.IsFile) && (!splits.HasGlobs || splits.Of(file) is not null)
            : globs.Any(glob => glob.Matches(file))).ToList();
        return files.Count > 0 ? files : throw new BadDataException($"'{data.Name}' holds no .jsonl file of records.");
    }

    private static ItemSource? SourceOf(ItemRecord record, DataFolder data, string where, ItemList list)
    {
        if (record.Text is { } text)
        {
            if (text.Length > TextFile.MaximumBytes / 3 && TextFile.TooLong(Encoding.UTF8.GetByteCount(text), where) is { } tooLong)
            {
                list.Refuse(tooLong);
                return null;
            }

            return new TextSource(text);
        }

        var path = record.File is { } file ? data.Locate(file) : null;
        if (path is null)
        {
            list.Refuse(where, record.File is { } missing
                ? $"The record names the file '{missing}', which is not in the data: put it beside this file."
                : "The record has neither a text nor a file and is left out.");
        }

        return path is null ? null : new FileSource(path);
    }

    /// <summary>The person's answers; null where there are none of the kind that the task learns from, or one has an unknown label.</summary>
    private static IReadOnlyList<Answer>? TruthOf(
        ItemRecord record, TaskKind? task, bool wholeItem, ClassTable classes, string where, ItemList list)
    {
        if (record.Annotation is not { } answers
            || (wholeItem && !answers.Any(answer => answer.Region is null) && !(task == TaskKind.Multilabel && answers.Count == 0)))
        {
            return null; // of several labels, none is an answer too
        }

        foreach (var label in answers.Where(answer => answer.Region is null == wholeItem).SelectMany(answer => answer.Labels))
        {
            if (classes.Find(label) is null)
            {
                list.Refuse(classes.Unknown(where, label));
                return null;
            }
        }

        return answers;
    }

    /// <summary>By the first kind of answer that occurs; null where nobody answered.</summary>
    private static TaskKind? TaskOf(IReadOnlyList<ItemRecord> records)
    {
        var answers = records.SelectMany(record => record.Annotation ?? []).Take(1000).ToList();
        return answers switch
        {
            [] => null,
            _ when Multilabels.AreIn(records.Select(record => record.Annotation)) => TaskKind.Multilabel,
            _ when answers.Any(answer => answer.Number is not null) && !answers.Any(answer => answer.Labels.Count > 0) => TaskKind.Regression,
            _ when answers.Any(answer => answer.Region is null) => TaskKind.Classification,
            _ when answers.Any(answer => answer.Region is TextSpan) => TaskKind.Tagging,
            _ when answers.Any(answer => answer.Region is SoundSegment) => TaskKind.Segments,
            _ when answers.Any(answer => answer.Region is Mask or Polygon) => TaskKind.Segmentation,
            _ => TaskKind.Detection,
        };
    }
}
