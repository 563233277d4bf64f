using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Inference.Foreign;

/// <summary>What <c>NAME.yaml</c> says of a model that others have trained; docs/your-own-model.md lists the keys.</summary>
/// <param name="Task">Classification, segmentation or detection.</param>
/// <param name="Classes">K names in the order of the outputs.</param>
internal sealed record ModelDescription(TaskKind Task, IReadOnlyList<string> Classes, ForeignInput Input, Activation Activation)
{
    private static readonly string[] _usual =
    [
        "model", "task", "classes", "background", "width", "height", "channels", "order", "layout", "scale", "mean", "deviation", "resize", "activation",
    ];

    private static readonly TaskKind[] _tasks = [TaskKind.Classification, TaskKind.Segmentation, TaskKind.Detection];

    private static readonly string[] _ofDetection = ["rows", "boxes", "scores", "labels", "box", "coordinates", "first_label", "least_score", "nms"];

    /// <summary>For segmentation: the class that is no answer; null: there is none.</summary>
    public string? Background { get; init; }

    /// <summary>For detection.</summary>
    public BoxLayout? Boxes { get; init; }

    /// <param name="yaml">Its path.</param>
    /// <param name="session">The model that it speaks of.</param>
    /// <exception cref="BadDataException">It says something that we do not understand; the message names its line.</exception>
    public static ModelDescription Read(string yaml, ForeignSession session)
    {
        var keys = DescriptionKeys.Read(yaml);
        var task = keys.Choice("task", _tasks);
        keys.Allow(task == TaskKind.Detection ? [.. _usual, .. _ofDetection] : _usual);
        var classes = keys.Texts("classes") ?? throw keys.Missing("classes", "[cat, dog]");
        if (classes.Count == 0 || classes.Distinct().Count() < classes.Count)
        {
            throw keys.Wrong("classes", "needs names, each once");
        }

        var background = keys.Text("background");
        if (background is not null && !classes.Contains(background))
        {
            throw keys.Wrong("background", $"is none of the classes {string.Join(", ", classes)}");
        }

        return new ModelDescription(task, classes, ReadInput(keys, session), keys.Choice("activation", Activation.Auto))
        {
            Background = background,
            Boxes = task == TaskKind.Detection ? BoxLayout.Read(keys, session) : null,
        };
    }

    private static ForeignInput ReadInput(DescriptionKeys keys, ForeignSession session)
    {
        var last = keys.Choice("layout", InputLayout.Nchw) == InputLayout.Nhwc;
        var shape = session.InputShape;
        var (ownChannels, ownHeight, ownWidth) = last ? (shape[3], shape[1], shape[2]) : (shape[1], shape[2], shape[3]);
        var channels = Size("channels", ownChannels, 3);
        if (channels is not (1 or 3))
        {
            throw new BadDataException($"{keys.File}: the model takes {channels} channels, but images have 1 or 3: see whether 'layout: nhwc' is missing.");
        }

        var scale = keys.Number("scale", 1 / 255.0);
        return new ForeignInput(Size("width", ownWidth, null), Size("height", ownHeight, null), channels, Each("mean", 0), Each("deviation", 1))
        {
            Scale = (float)scale,
            IsBgr = keys.Choice("order", ChannelOrder.Rgb) == ChannelOrder.Bgr,
            ChannelsLast = last,
            KeepsProportions = keys.Choice("resize", Resize.Stretch) == Resize.Pad,
        };

        int Size(string key, int own, int? usual)
        {
            var said = keys.Whole(key, 1, 16_384);
            if (own > 0)
            {
                return said is null || said == own ? own : throw keys.Wrong(key, $"is {said}, but the model takes {own}");
            }

            return said ?? usual ?? throw keys.Missing(key, "the model takes any size: say which one, such as 640");
        }

        float[] Each(string key, float usual)
        {
            var numbers = keys.Numbers(key) ?? [usual];
            if (numbers.Count != 1 && numbers.Count != channels)
            {
                throw keys.Wrong(key, $"needs one number, or {channels}, not {numbers.Count}");
            }

            if (key == "deviation" && numbers.Contains(0))
            {
                throw keys.Wrong(key, "must not be 0");
            }

            return [.. Enumerable.Range(0, channels).Select(i => (float)numbers[i % numbers.Count])];
        }
    }
}

/// <summary>How outputs become probabilities.</summary>
internal enum Activation
{
    /// <summary>As they are where they lie between 0 and 1 (of classes that exclude each other: and sum to 1), else by softmax or the logistic function.</summary>
    Auto,

    /// <summary>They are probabilities.</summary>
    None,

    /// <summary>By the logistic function, each by itself.</summary>
    Sigmoid,

    /// <summary>By softmax over the classes.</summary>
    Softmax,
}

internal enum InputLayout
{
    Nchw,
    Nhwc,
}

internal enum ChannelOrder
{
    Rgb,
    Bgr,
}

internal enum Resize
{
    Stretch,
    Pad,
}
