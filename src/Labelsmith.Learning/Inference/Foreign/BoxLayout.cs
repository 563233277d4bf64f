using Labelsmith.Domain.Datasets;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>What a row of a detector's one output holds after its four numbers of the box.</summary>
internal enum BoxRows
{
    /// <summary>A score for each class: 4 + K.</summary>
    Scores,

    /// <summary>How surely there is something, then a score for each class: 5 + K; the score is their product.</summary>
    Objectness,

    /// <summary>The score and the class's number: 6.</summary>
    Label,
}

/// <summary>What the four numbers of a box are.</summary>
internal enum BoxCode
{
    /// <summary>Left, top, right, bottom.</summary>
    Xyxy,

    /// <summary>Top, left, bottom, right.</summary>
    Yxyx,

    /// <summary>The centre, width and height.</summary>
    Cxcywh,

    /// <summary>Left, top, width and height.</summary>
    Xywh,
}

/// <summary>In what boxes are measured.</summary>
internal enum BoxUnit
{
    /// <summary>Pixels of the network's image.</summary>
    Pixels,

    /// <summary>Shares of its width and height.</summary>
    Relative,
}

/// <summary>How a detector tells of boxes.</summary>
/// <param name="Outputs">Names: of the one output, or of boxes, scores and perhaps labels.</param>
/// <param name="Rows">Null: boxes, scores and labels are outputs of their own.</param>
/// <param name="FirstLabel">The number of the first class where there are labels.</param>
/// <param name="LeastScore">Boxes below are left out.</param>
/// <param name="MostOverlap">IoU above which the surer of two boxes of a class stays; null: none is taken away.</param>
internal sealed record BoxLayout(
    IReadOnlyList<string> Outputs, BoxRows? Rows, BoxCode Code, BoxUnit Unit, int FirstLabel, double LeastScore, double? MostOverlap)
{
    /// <exception cref="BadDataException">The description is wrong, or names outputs that the model has not.</exception>
    public static BoxLayout Read(DescriptionKeys keys, ForeignSession session)
    {
        var rows = keys.Text("rows") is null ? (BoxRows?)null : keys.Choice("rows", BoxRows.Scores);
        string Output(string key)
        {
            var name = keys.Text(key)!;
            return session.OutputNames.Contains(name) ? name : throw keys.Wrong(key, $"is no output of the model, which has {string.Join(", ", session.OutputNames)}");
        }

        if (rows is not null && (keys.Text("scores") ?? keys.Text("labels")) is not null)
        {
            throw keys.Wrong("rows", "says that all stands in one output: leave scores and labels out, or rows");
        }

        if (rows is null && (keys.Text("boxes") is null || keys.Text("scores") is null))
        {
            throw keys.Missing("rows", "say what rows of the output hold (scores, objectness or label), or name the outputs of boxes and scores");
        }

        string[] outputs = rows is not null
            ? [keys.Text("boxes") is null ? session.OutputNames[0] : Output("boxes")]
            : keys.Text("labels") is null ? [Output("boxes"), Output("scores")] : [Output("boxes"), Output("scores"), Output("labels")];
        var overlap = keys.Text("nms") is "none" ? 1 : keys.Number("nms", rows == BoxRows.Label || outputs.Length == 3 ? 1 : 0.6);
        var least = keys.Number("least_score", 0.25);
        return new BoxLayout(
            outputs, rows, keys.Choice("box", BoxCode.Xyxy), keys.Choice("coordinates", BoxUnit.Pixels), keys.Whole("first_label", -1, 100_000) ?? 0,
            Share("least_score", least), Share("nms", overlap) < 1 ? overlap : null);

        double Share(string key, double value) => value is >= 0 and <= 1 ? value : throw keys.Wrong(key, "must lie between 0 and 1");
    }

    /// <param name="outputs">In the order of <see cref="Outputs"/>, of one image.</param>
    /// <param name="classes">K.</param>
    /// <param name="file">Of the model, for complaints.</param>
    /// <returns>Surest first, in pixels of the network's image.</returns>
    /// <exception cref="BadDataException">The outputs are not of such shapes.</exception>
    public IReadOnlyList<FoundBox> Decode(NamedOutput[] outputs, int classes, Activation activation, ForeignInput input, string file)
    {
        var boxes = (Rows is { } rows ? FromRows(outputs[0], rows, classes, activation, file) : FromParts(outputs, classes, activation, file))
            .Where(box => box.Score >= LeastScore && box.Class >= 0 && box.Class < classes)
            .Select(box => Place(box, input));
        return CenterDecoding.Suppress(boxes, MostOverlap ?? 1);
    }

    private IEnumerable<FoundBox> FromRows(NamedOutput output, BoxRows rows, int classes, Activation activation, string file)
    {
        var width = rows switch { BoxRows.Scores => 4 + classes, BoxRows.Objectness => 5 + classes, _ => 6 };
        // (1, n, width), (n, width), or as YOLOv8 (1, width, n)
        if (output.Shape is not ([1, _, _] or [_, _]) || (output.Shape[^1] != width && (output.Shape[^2] != width || output.Shape.Length != 3)))
        {
            throw new BadDataException(
                $"{file} gives '{Outputs[0]}' in the shape {output.ShapeText}, but rows of {width} numbers were described (1, n, {width}): see 'rows' and 'classes'.");
        }

        var isTurned = output.Shape[^1] != width;
        var count = (int)(isTurned ? output.Shape[^1] : output.Shape[^2]);
        float At(int row, int column) => output.Values[isTurned ? (column * count) + row : (row * width) + column];
        var hasLogits = rows != BoxRows.Label && NeedsSigmoid(activation, Enumerable.Range(0, count).SelectMany(row => Enumerable.Range(4, width - 4).Select(column => At(row, column))));
        double Score(int row, int column) => hasLogits ? Sigmoid(At(row, column)) : At(row, column);
        for (var row = 0; row < count; row++)
        {
            var (x, y, w, h) = (At(row, 0), At(row, 1), At(row, 2), At(row, 3));
            if (rows == BoxRows.Label)
            {
                yield return new FoundBox((int)MathF.Round(At(row, 5)) - FirstLabel, x, y, w, h, At(row, 4));
                continue;
            }

            var first = width - classes;
            var sure = rows == BoxRows.Objectness ? Score(row, 4) : 1;
            for (var label = 0; label < classes; label++)
            {
                yield return new FoundBox(label, x, y, w, h, sure * Score(row, first + label));
            }
        }
    }

    private IEnumerable<FoundBox> FromParts(NamedOutput[] outputs, int classes, Activation activation, string file)
    {
        var (boxes, scores) = (outputs[0], outputs[1]);
        var count = boxes.Values.Length / 4;
        var perBox = outputs.Length == 3 ? 1 : classes;
        if (boxes.Shape[^1] != 4 || scores.Values.Length != count * perBox || (outputs.Length == 3 && outputs[2].Values.Length != count))
        {
            throw new BadDataException(
                $"{file} gives boxes in the shape {boxes.ShapeText} and scores in {scores.ShapeText}, but (1, n, 4) and (1, n{(perBox > 1 || outputs.Length == 2 ? $", {classes}" : "")}) were described: see 'classes' and 'labels'.");
        }

        var hasLogits = NeedsSigmoid(activation, scores.Values);
        for (var i = 0; i < count * perBox; i++)
        {
            var (box, label) = (i / perBox, outputs.Length == 3 ? (int)MathF.Round(outputs[2].Values[i]) - FirstLabel : i % perBox);
            yield return new FoundBox(
                label, boxes.Values[4 * box], boxes.Values[(4 * box) + 1], boxes.Values[(4 * box) + 2], boxes.Values[(4 * box) + 3],
                hasLogits ? Sigmoid(scores.Values[i]) : scores.Values[i]);
        }
    }

    /// <summary>Left, top, width and height in pixels, of a box whose four numbers are as the model gave them.</summary>
    private FoundBox Place(FoundBox box, ForeignInput input)
    {
        var (a, b, c, d) = (box.X, box.Y, box.Width, box.Height);
        var (left, top, width, height) = Code switch
        {
            BoxCode.Xyxy => (a, b, c - a, d - b),
            BoxCode.Yxyx => (b, a, d - b, c - a),
            BoxCode.Cxcywh => (a - (c / 2), b - (d / 2), c, d),
            _ => (a, b, c, d),
        };
        var (x, y) = Unit == BoxUnit.Relative ? (input.Width, input.Height) : (1, 1);
        return box with { X = left * x, Y = top * y, Width = width * x, Height = height * y };
    }

    private static bool NeedsSigmoid(Activation activation, IEnumerable<float> scores) => activation switch
    {
        Activation.None => false,
        Activation.Auto => scores.Any(score => score is < 0 or > 1),
        _ => true,
    };

    private static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
