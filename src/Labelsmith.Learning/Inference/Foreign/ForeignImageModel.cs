using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Media;
using Labelsmith.Metrics;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>A classifier, segmenter or detector of images that others have trained, used as its description says.</summary>
internal sealed class ForeignImageModel(ForeignSession session, ModelDescription description) : IItemModel
{
    public IEnumerable<ItemOutput> Run(IEnumerable<DataItem> items, CancellationToken cancellation)
    {
        foreach (var (item, size, values, fault) in Prefetch.Select(items, Read, Environment.ProcessorCount + 1, cancellation))
        {
            yield return fault is null ? Answer(item.Id, size, values) : new UnreadableOutput(item.Id, fault);
        }
    }

    public void Dispose() => session.Dispose();

    private (DataItem Item, (int Width, int Height) Size, float[] Values, Fault? Fault) Read(DataItem item)
    {
        try
        {
            var image = ImageFile.Read(item.Source, item.Id);
            return (item, (image.Width, image.Height), description.Input.Of(image), null);
        }
        catch (BadItemException bad)
        {
            return (item, default, [], bad.Fault);
        }
    }

    private ItemOutput Answer(string id, (int Width, int Height) size, float[] values) => description.Task switch
    {
        TaskKind.Detection => Detect(id, size, values),
        TaskKind.Segmentation => Segment(id, size, values),
        _ => Classify(id, values),
    };

    private NamedOutput[] Run(float[] values, IReadOnlyList<string> outputs) => session.Run(values, description.Input.Shape, outputs);

    private ClassOutput Classify(string id, float[] values)
    {
        var output = Run(values, [session.OutputNames[0]])[0];
        return output.Values.Length == description.Classes.Count
            ? new ClassOutput(id, ClassProbabilities.Of(output.Values, 1, description.Activation))
            : throw Unfit(output, $"(1, {description.Classes.Count})");
    }

    private BoxesOutput Detect(string id, (int Width, int Height) size, float[] values)
    {
        var layout = description.Boxes!;
        var shown = description.Input.Shown(size.Width, size.Height);
        var (scaleX, scaleY) = ((double)size.Width / shown.Width, (double)size.Height / shown.Height);
        var boxes = new List<FoundBox>();
        foreach (var box in layout.Decode(Run(values, layout.Outputs), description.Classes.Count, description.Activation, description.Input, session.File))
        {
            var (left, right) = (Math.Clamp(box.X * scaleX, 0, size.Width), Math.Clamp((box.X + box.Width) * scaleX, 0, size.Width));
            var (top, bottom) = (Math.Clamp(box.Y * scaleY, 0, size.Height), Math.Clamp((box.Y + box.Height) * scaleY, 0, size.Height));
            if (right - left >= 1 && bottom - top >= 1)
            {
                boxes.Add(box with { X = left, Y = top, Width = right - left, Height = bottom - top });
            }
        }

        return new BoxesOutput(id, boxes);
    }

    private MapOutput Segment(string id, (int Width, int Height) size, float[] values)
    {
        var classes = description.Classes.Count;
        var output = Run(values, [session.OutputNames[0]])[0];
        // one map of a sigmoid is of the second of two classes
        var isSingle = classes == 2 && output.Shape is [1, 1, _, _];
        if (output.Shape is not [1, var maps, var height, var width] || !(maps == classes || isSingle))
        {
            throw Unfit(output, $"(1, {classes}, height, width)");
        }

        var plane = (int)(height * width);
        var probabilities = isSingle
            ? ClassProbabilities.OfSecond(output.Values, description.Activation)
            : ClassProbabilities.Of(output.Values, plane, description.Activation);
        var shown = description.Input.Shown(size.Width, size.Height);
        var seen = (Width: Math.Max(1, (int)(shown.Width * width / description.Input.Width)), Height: Math.Max(1, (int)(shown.Height * height / description.Input.Height)));
        var map = new byte[seen.Width * seen.Height];
        var (certainty, counts, score) = (new double[classes], new long[classes], 0.0);
        for (var i = 0; i < map.Length; i++)
        {
            var at = (i / seen.Width * (int)width) + (i % seen.Width);
            var best = 0;
            for (var k = 1; k < classes; k++)
            {
                best = probabilities[(k * plane) + at] > probabilities[(best * plane) + at] ? k : best;
            }

            map[i] = (byte)best;
            certainty[best] += probabilities[(best * plane) + at];
            counts[best]++;
            score += probabilities[(best * plane) + at];
        }

        return new MapOutput(
            id, size.Width, size.Height, ImageScaling.ResizeLabels(map, seen.Width, seen.Height, size.Width, size.Height),
            [.. certainty.Zip(counts, (sum, count) => (float)(sum / Math.Max(1, count)))], score / map.Length);
    }

    private BadDataException Unfit(NamedOutput output, string wanted) => new(
        $"{session.File} gives '{session.OutputNames[0]}' in the shape {output.ShapeText}, but {description.Classes.Count} classes were described, which need {wanted}: correct 'classes' or 'task'.");
}
