using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Voc;

/// <summary>Writes an annotation file for each image into an archive.</summary>
internal sealed class VocWriter(ExportHeader header, ZipArchive archive)
{
    /// <summary>Keeps line breaks in names; without a mark at the start, which not every program passes over.</summary>
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineHandling = NewLineHandling.Entitize,
        NewLineChars = "\n",
    };

    private readonly HashSet<string> names = [];

    /// <summary>Writes an image with its answers; one that nobody answered is left out, since VOC would say that it shows nothing.</summary>
    public void Add(ItemRecord record)
    {
        if (record.Medium != Medium.Image || (record.Annotation is null && record.Prediction is null))
        {
            return;
        }

        var file = record.File ?? record.Id;
        var entry = archive.CreateEntry(EntryName(file), CompressionLevel.Fastest);
        using var stream = entry.Open();
        using var xml = XmlWriter.Create(stream, Settings);
        xml.WriteStartElement("annotation");
        xml.WriteElementString("folder", Clean(PathNames.Folder(file)));
        xml.WriteElementString("filename", Clean(PathNames.Name(file)));
        xml.WriteStartElement("source");
        xml.WriteElementString("database", Clean(header.Name));
        xml.WriteElementString("annotation", "Labelsmith");
        xml.WriteEndElement();
        if (record is { Width: { } width, Height: { } height })
        {
            xml.WriteStartElement("size");
            xml.WriteElementString("width", Number(width));
            xml.WriteElementString("height", Number(height));
            xml.WriteEndElement();
        }

        xml.WriteElementString("segmented", "0");
        WriteObjects(xml, record.Annotation, VocSource.Annotation);
        WriteObjects(xml, record.Prediction?.Answers, VocSource.Prediction);
        xml.WriteElementString("labelsmith", Json(ItemExtras.Of(record)));
        xml.WriteEndElement();
    }

    private static void WriteObjects(XmlWriter xml, IReadOnlyList<Answer>? answers, VocSource source)
    {
        foreach (var answer in answers ?? [])
        {
            foreach (var label in answer.Region is Box or Polygon or Mask ? answer.Labels : [])
            {
                WriteObject(xml, label, answer, source);
            }
        }
    }

    private static void WriteObject(XmlWriter xml, string label, Answer answer, VocSource source)
    {
        var corners = VocCorners.Of(answer.Region!);
        xml.WriteStartElement("object");
        xml.WriteElementString("name", Clean(label));
        xml.WriteElementString("pose", "Unspecified");
        xml.WriteElementString("truncated", "0");
        xml.WriteElementString("difficult", "0");
        xml.WriteStartElement("bndbox");
        xml.WriteElementString("xmin", Number(corners.Left));
        xml.WriteElementString("ymin", Number(corners.Top));
        xml.WriteElementString("xmax", Number(corners.Right));
        xml.WriteElementString("ymax", Number(corners.Bottom));
        xml.WriteEndElement();
        xml.WriteElementString("labelsmith", Json(new VocExtras(source, answer with { Labels = [] })));
        xml.WriteEndElement();
    }

    /// <summary>Of the image's path; with its ending where two differ in nothing else.</summary>
    private string EntryName(string file)
    {
        // a path of a zip archive must not lead out of it
        var parts = file.Replace('\\', '/').Split('/').Where(part => part is not ("" or "." or "..")).Select(part => part.Replace(':', '_'));
        var path = string.Join('/', parts);
        var stem = PathNames.Join(PathNames.Folder(path), PathNames.Stem(path));
        var name = names.Add(stem) ? stem : path;
        for (var copy = 2; name == path && !names.Add(name); copy++)
        {
            path = name = $"{path}-{copy}";
        }

        return $"{VocFormat.AnnotationFolder}/{name}.xml";
    }

    private static string Json<T>(T value) => Clean(JsonSerializer.Serialize(value, DomainJson.Options));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Clean(string text) => string.Create(text.Length, text, static (clean, text) =>
    {
        for (var at = 0; at < text.Length; at++)
        {
            var isPair = at + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[at + 1], text[at]);
            var isSecond = at > 0 && XmlConvert.IsXmlSurrogatePair(text[at], text[at - 1]);
            clean[at] = isPair || isSecond || XmlConvert.IsXmlChar(text[at]) ? text[at] : '\uFFFD';
        }
    });
}
