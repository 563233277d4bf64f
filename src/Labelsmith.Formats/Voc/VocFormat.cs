using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Archives;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Voc;

/// <summary>Pascal VOC: one XML file an image with its boxes, in the layout of the development kit (<c>Annotations</c>, <c>JPEGImages</c>,
/// <c>ImageSets/Main</c>) or beside the images. As labels: a zip archive of such files, or one of them. Predictions, shapes other than boxes and answers
/// about the whole image stand in elements <c>labelsmith</c>, which other programs pass over. Parts, actions, pose and the marks
/// <c>difficult</c> and <c>truncated</c> are not kept.</summary>
/// <remarks>Everingham, Van Gool, Williams, Winn, Zisserman: The PASCAL Visual Object Classes (VOC) Challenge (2010),
/// doi:10.1007/s11263-009-0275-4, and the development kit's documentation of the annotation files.</remarks>
internal sealed class VocFormat : IDatasetFormat, IRecordReader, IRecordWriter
{
    /// <summary>Where a written archive has its files.</summary>
    public const string AnnotationFolder = "Annotations";

    public string Key => "voc";

    public string Title => "Pascal VOC boxes (XML)";

    public IReadOnlyList<Medium> Media => [Medium.Image];

    public string FileExtension => ".zip";

    public string ContentType => "application/zip";

    public bool Recognizes(DataFolder data) => data.Files.Any(file => IsXml(file) && IsAnnotation(data.ReadStart(file)));

    /// <summary>An annotation file, or an archive whose first entry lies in the folder of annotations.</summary>
    public bool RecognizesStart(ReadOnlySpan<byte> start) => ZipFolder.IsZip(start) ? FirstEntry(start) is { } name && IsXml(name)
        && name.Split('/').Contains(AnnotationFolder) : IsAnnotation(start);

    public Dataset Read(DataFolder data, DatasetDescription description) => VocDataset.Read(data, description);

    public async IAsyncEnumerable<ReadRecord> ReadAsync(Stream input, string name, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = await Spool.CopyAsync(input, cancel);
        var start = new byte[4];
        var isZip = ZipFolder.IsZip(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
        file.Position = 0;
        foreach (var record in isZip ? ReadArchive(file, name) : ReadOne(file, name, Path.GetFileNameWithoutExtension(name)))
        {
            cancel.ThrowIfCancellationRequested();
            yield return record;
        }
    }

    public async Task WriteAsync(ExportHeader header, IAsyncEnumerable<ItemRecord> records, Stream output, CancellationToken cancel)
    {
        await using var file = Spool.Create();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            var writer = new VocWriter(header, archive);
            await foreach (var record in records.WithCancellation(cancel))
            {
                writer.Add(header.Trim(record));
            }
        }

        file.Position = 0;
        await file.CopyToAsync(output, cancel);
        await output.FlushAsync(cancel);
    }

    public static bool IsXml(string file) => file.EndsWith(".xml", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file that begins so is an annotation: LabelMe's and CVAT's files have other elements in it.</summary>
    public static bool IsAnnotation(ReadOnlySpan<byte> start)
    {
        var text = (start is [0xFF, 0xFE, ..] ? Encoding.Unicode : Encoding.UTF8).GetString(start);
        return text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n').StartsWith('<')
            && (text.Contains("<annotation>", StringComparison.Ordinal) || text.Contains("<annotation ", StringComparison.Ordinal))
            && (text.Contains("<bndbox", StringComparison.Ordinal) || text.Contains("<size", StringComparison.Ordinal));
    }

    private static IEnumerable<ReadRecord> ReadArchive(Stream file, string name)
    {
        ZipArchive archive;
        string? broken = null;
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            (archive, broken) = (null!, "The zip archive is broken or cut off: export or copy it again.");
        }

        if (broken is not null)
        {
            yield return ReadRecord.Refused(name, broken);
            yield break;
        }

        using (archive)
        {
            foreach (var entry in archive.Entries.Where(entry => IsXml(entry.FullName) && DataFolder.MayBeItem(entry.FullName)))
            {
                foreach (var record in ReadEntry(entry, name))
                {
                    yield return record;
                }
            }
        }
    }

    private static IEnumerable<ReadRecord> ReadEntry(ZipArchiveEntry entry, string name)
    {
        var where = $"{name}/{entry.FullName}";
        try
        {
            using var stream = entry.Open();
            return [.. ReadOne(stream, where, PathNames.Stem(entry.FullName))];
        }
        catch (InvalidDataException)
        {
            return [ReadRecord.Refused(where, "The file is broken in the archive or packed in a way that is not known: pack it again.")];
        }
    }

    private static IEnumerable<ReadRecord> ReadOne(Stream file, string where, string stem)
    {
        var (annotation, faults) = VocAnnotation.Read(file, where);
        foreach (var fault in faults)
        {
            yield return ReadRecord.Refused(fault.Where, fault.Sentence);
        }

        if (annotation is not null)
        {
            yield return ReadRecord.Of(annotation.ToRecord(stem));
        }
    }

    /// <summary>The name in the first local header of an archive; null where it does not fit into the start.</summary>
    private static string? FirstEntry(ReadOnlySpan<byte> start)
    {
        const int lengthAt = 26; // as in PKWARE's APPNOTE, section 4.3.7
        const int nameAt = 30;
        var length = start.Length >= nameAt ? BinaryPrimitives.ReadUInt16LittleEndian(start[lengthAt..]) : 0;
        return length > 0 && start.Length >= nameAt + length ? Encoding.UTF8.GetString(start.Slice(nameAt, length)).Replace('\\', '/') : null;
    }
}
