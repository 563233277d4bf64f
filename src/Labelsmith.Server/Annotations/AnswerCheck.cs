using System.Globalization;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Regions;
using Labelsmith.Domain.Schema;

namespace Labelsmith.Server.Annotations;

/// <summary>Whether answers fit the questions and the item. What is stored is then sound for exports and learning.</summary>
/// <param name="Width">Of the image; null for a text.</param>
/// <param name="TextLength">In UTF-16 code units; null for an image.</param>
internal sealed record AnswerCheck(LabelSchema Schema, int? Width, int? Height, int? TextLength)
{
    /// <summary>Says what is wrong, or null.</summary>
    /// <param name="answers">With label ids.</param>
    public string? FindFault(IReadOnlyList<Answer> answers)
    {
        var sameId = answers.GroupBy(answer => answer.Id).FirstOrDefault(group => group.Count() > 1);
        if (sameId is not null)
        {
            return $"Two answers have the id '{sameId.Key}'.";
        }

        var controls = Schema.Controls.ToDictionary(control => control.Key);
        foreach (var group in answers.GroupBy(answer => answer.Control))
        {
            if (!controls.TryGetValue(group.Key, out var control))
            {
                return $"The project asks no question '{group.Key}': reload the page, the schema may have changed.";
            }

            if (FindFault(control, [.. group]) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private string? FindFault(Control control, Answer[] answers)
    {
        if (control.Kind == ControlKind.Choice && answers.Sum(answer => answer.Labels.Count) > 1 && !control.Multiple)
        {
            return $"'{control.Title}' takes one label.";
        }

        if (control.Kind == ControlKind.Number && answers.Length > 1)
        {
            return $"'{control.Title}' takes one number.";
        }

        var ids = control.Labels.Select(label => label.Id).ToHashSet();
        foreach (var answer in answers)
        {
            var unknown = answer.Labels.FirstOrDefault(label => !ids.Contains(label));
            var fault = unknown is not null
                ? $"'{control.Title}' has no label '{unknown}': reload the page, the schema may have changed."
                : answer.FindFault() ?? FindFault(control, answer);
            if (fault is not null)
            {
                return fault;
            }
        }

        return null;
    }

    private string? FindFault(Control control, Answer answer)
    {
        if (control.Kind == ControlKind.Number)
        {
            return FindNumberFault(control, answer);
        }

        if (answer.Number is not null)
        {
            return $"'{control.Title}' asks for labels, not for a number.";
        }

        if (control.Kind == ControlKind.Choice)
        {
            return answer.Region is null ? null : $"'{control.Title}' is answered for the whole item, without a region.";
        }

        if (answer.Labels.Count != 1)
        {
            return $"A region of '{control.Title}' has one label, not {answer.Labels.Count}.";
        }

        return answer.Region switch
        {
            null => $"'{control.Title}' is answered by regions.",
            TextSpan span when TextLength is null || span.End > TextLength =>
                $"The span {span.Start} to {span.End} ends outside the text of {TextLength ?? 0} characters.",
            Mask mask when (mask.Width, mask.Height) != (Width, Height) =>
                $"The mask is {mask.Width} x {mask.Height} pixels, but the image {Width} x {Height}: give a mask of the image's size.",
            Box box when IsOutside(box.X, box.Y, box.X + box.Width, box.Y + box.Height) =>
                $"The box at ({box.X}, {box.Y}) lies outside the image of {Width} x {Height} pixels.",
            Polygon polygon when polygon.Points is var points
                && IsOutside(points.Min(at => at.X), points.Min(at => at.Y), points.Max(at => at.X), points.Max(at => at.Y)) =>
                $"The polygon lies outside the image of {Width} x {Height} pixels.",
            var region when !control.RegionKinds.Contains(KindOf(region)) =>
                $"'{control.Title}' takes no region of the kind {KindOf(region).ToString().ToLowerInvariant()}.",
            _ => null,
        };
    }

    private static string? FindNumberFault(Control control, Answer answer) => answer switch
    {
        { Region: not null } or { Labels.Count: > 0 } or { Number: null } => $"'{control.Title}' is answered by a number alone.",
        _ when answer.Number < control.Minimum => $"'{control.Title}' takes no number below {Write(control.Minimum)}, so not {Write(answer.Number)}.",
        _ when answer.Number > control.Maximum => $"'{control.Title}' takes no number above {Write(control.Maximum)}, so not {Write(answer.Number)}.",
        _ => null,
    };

    private static string Write(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>Half a pixel of tolerance: drawing and other tools round.</summary>
    private bool IsOutside(double left, double top, double right, double bottom) =>
        Width is null || left < -0.5 || top < -0.5 || right > Width + 0.5 || bottom > Height + 0.5;

    private static RegionKind KindOf(Region region) => region switch
    {
        Box => RegionKind.Box,
        Polygon => RegionKind.Polygon,
        Mask => RegionKind.Mask,
        SoundSegment => RegionKind.Segment,
        _ => RegionKind.Span,
    };
}
