using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Voc;

/// <summary>What an annotation file says of its image.</summary>
/// <param name="FileName">The image, as the file names it; null where it does not. In files that Labelsmith writes, its folder before it.</param>
/// <param name="Width">In pixels; null where the file does not say it.</param>
/// <param name="Height">In pixels; null where the file does not say it.</param>
/// <param name="Extras">What Labelsmith itself added, or null.</param>
/// <param name="Objects">In the file's order.</param>
internal sealed record VocAnnotation(string? FileName, int? Width, int? Height, ItemExtras? Extras, IReadOnlyList<VocObject> Objects)
{
    private const int MostCharacters = 16 << 20;

    /// <summary>Without a document type, entities or anything that lies elsewhere: files come from strangers.</summary>
    private static readonly XmlReaderSettings Safe = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Reads a file; objects that are broken are left out and told.</summary>
    /// <param name="where">What faults call the file; they add the line.</param>
    /// <returns>No annotation where the file as a whole is broken.</returns>
    public static (VocAnnotation? Annotation, IReadOnlyList<Fault> Faults) Read(Stream file, string where)
    {
        try
        {
            using var reader = XmlReader.Create(file, Safe);
            var root = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace).Root!;
            if (root.Name.LocalName != "annotation")
            {
                return (null, [new Fault($"{where}:{LineOf(root)}", $"The file begins with <{root.Name.LocalName}>, but Pascal VOC has <annotation> there: it is left out.")]);
            }

            return Read(root, where);
        }
        catch (XmlException broken)
        {
            var reason = broken.Message.Contains("DTD", StringComparison.Ordinal)
                ? "The file has a document type (<!DOCTYPE), which is not read since it can name other files: take it out."
                : $"The XML is broken: {WithoutPlace(broken.Message)} Export or correct it.";
            return (null, [new Fault(broken.LineNumber > 0 ? $"{where}:{broken.LineNumber}" : where, reason)]);
        }
    }

    /// <summary>The image with its answers.</summary>
    /// <param name="stem">The file's own name without ending: the image where the file names none.</param>
    public ItemRecord ToRecord(string stem)
    {
        var (byPeople, byModels) = (new List<Answer>(), new List<Answer>());
        foreach (var found in Objects)
        {
            ItemExtras.AddOrJoin(found.IsPrediction ? byModels : byPeople, found.Answer);
        }

        var file = FileName ?? stem;
        return ItemExtras.Join(Extras, new ItemRecord { Id = file, Medium = Medium.Image, File = file, Width = Width, Height = Height }, byPeople, byModels);
    }

    private static (VocAnnotation? Annotation, IReadOnlyList<Fault> Faults) Read(XElement root, string where)
    {
        var faults = new List<Fault>();
        var objects = new List<VocObject>();
        foreach (var element in root.Elements("object"))
        {
            try
            {
                objects.Add(VocObject.Read(element, objects.Count + 1));
            }
            catch (Exception broken) when (broken is FormatException or JsonException)
            {
                var name = element.Element("name")?.Value;
                faults.Add(new Fault($"{where}:{LineOf(element)}",
                    $"The object{(name is null ? "" : $" '{name}'")} is left out: {(broken is FormatException ? broken.Message : "its element <labelsmith> is broken.")}"));
            }
        }

        var file = root.Element("filename")?.Value.Trim();
        var annotation = new VocAnnotation(file is null or "" ? null : file, Size(root, "width"), Size(root, "height"), null, objects);
        try
        {
            var extras = root.Element("labelsmith") is { } added ? JsonSerializer.Deserialize<ItemExtras>(added.Value, DomainJson.Options) : null;
            // elsewhere the folder is that of all annotations, such as VOC2007
            var folder = root.Element("folder")?.Value ?? "";
            return (extras is null || annotation.FileName is not { } name ? annotation : annotation with { Extras = extras, FileName = PathNames.Join(folder, name) }, faults);
        }
        catch (JsonException)
        {
            return (annotation, [.. faults, new Fault($"{where}:{LineOf(root.Element("labelsmith")!)}", "The element <labelsmith> of the image is broken and is passed over.")]);
        }
    }

    private static int? Size(XElement root, string side) =>
        int.TryParse(root.Element("size")?.Element(side)?.Value, CultureInfo.InvariantCulture, out var size) && size > 0 ? size : null;

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    /// <summary>The line stands before the sentence already.</summary>
    private static string WithoutPlace(string message)
    {
        var place = message.IndexOf(" Line ", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
