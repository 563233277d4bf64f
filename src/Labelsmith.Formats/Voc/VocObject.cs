using System.Text.Json;
using System.Xml.Linq;
using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Formats.Datasets;

namespace Labelsmith.Formats.Voc;

/// <summary>One object of an annotation file as an answer.</summary>
/// <param name="IsPrediction">A model gave it.</param>
internal readonly record struct VocObject(Answer Answer, bool IsPrediction)
{
    /// <param name="number">From 1; the id where the file gives none.</param>
    /// <exception cref="FormatException">What is wrong, as a sentence.</exception>
    /// <exception cref="JsonException">What Labelsmith added is broken.</exception>
    public static VocObject Read(XElement element, int number)
    {
        var name = element.Element("name")?.Value;
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new FormatException("it has no <name>.");
        }

        var extras = element.Element("labelsmith") is { } added ? JsonSerializer.Deserialize<VocExtras>(added.Value, DomainJson.Options) : null;
        if (extras is null)
        {
            return new VocObject(Truth.Region(number, name.Trim(), ReadBox(element)), false);
        }

        var answer = extras.Answer with { Labels = [name], Region = ReadRegion(element, extras.Answer.Region) };
        return answer.FindFault() is { } fault ? throw new FormatException(fault) : new VocObject(answer, extras.Source == VocSource.Prediction);
    }

    /// <summary>The exact region that we wrote, as long as nobody has moved the box since.</summary>
    private static Region ReadRegion(XElement element, Region? written)
    {
        var corners = VocCorners.Read(element);
        return written is not null && corners.IsNear(VocCorners.Of(written)) ? written : ReadBox(element);
    }

    private static Box ReadBox(XElement element)
    {
        var corners = VocCorners.Read(element);
        if (corners.Right <= corners.Left && corners.Bottom <= corners.Top)
        {
            throw new FormatException($"its box is the single point ({corners.Left}, {corners.Top}), a click without a drag: draw it again or take it out.");
        }

        var box = corners.ToBox();
        return box.FindFault() is null
            ? box
            : throw new FormatException($"its box runs from ({corners.Left}, {corners.Top}) to ({corners.Right}, {corners.Bottom}), but xmax and ymax must not lie before xmin and ymin.");
    }
}

/// <summary>Whose answer it is.</summary>
internal enum VocSource
{
    Annotation,
    Prediction,
}

/// <summary>What VOC has no place for, in an element <c>labelsmith</c> of each object that Labelsmith writes.</summary>
/// <param name="Answer">Without its labels, which are the object's name.</param>
internal sealed record VocExtras(VocSource Source, Answer Answer);
