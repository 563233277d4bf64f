using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Tests.Sounds;

namespace Labelsmith.Learning.Tests.Methods.WholeItems;

/// <summary>Items with numbers and with sets of labels. The numbers of images and texts are measured from the samples of the repository (mean
/// brightness of a Fashion-MNIST image; marked spans of a mail, by people); sounds are made up, and their number is their pitch.</summary>
internal static class MeasuredItems
{
    public static Dataset Numbers(Medium medium) => medium switch
    {
        Medium.Image => Brightness(),
        Medium.Text => Spans(),
        _ => Pitches(),
    };

    public static Dataset Sets(Medium medium) => medium switch
    {
        Medium.Image => Bars(),
        Medium.Text => Mails(),
        _ => Birds(),
    };

    private static Dataset Brightness()
    {
        var items = Samples.Read("fashion-mnist").Items.Take(240).Select((item, index) =>
        {
            var pixels = ((PixelSource)item.Source).Pixels.ToArray();
            return item with { Split = Part(index, 150, 180), ReadTruth = Number(pixels.Average(pixel => pixel)) };
        });
        return Make(Medium.Image, TaskKind.Regression, [], items);
    }

    private static Dataset Spans()
    {
        var mails = Tests.Text.Mails.Read(TaskKind.Tagging).Items.Take(270);
        var items = mails.Select((item, index) => item with
        {
            Split = Part(index, 180, 190),
            ReadTruth = Number(item.ReadTruth!().Count(answer => answer.Region is not null)),
        });
        return Make(Medium.Text, TaskKind.Regression, [], items);
    }

    private static Dataset Pitches()
    {
        const int rate = 8000;
        var random = new Random(3);
        return Make(Medium.Audio, TaskKind.Regression, [], Enumerable.Range(0, 130).Select(index =>
        {
            var hertz = 300 + (1500 * random.NextDouble());
            var samples = new float[rate / 5];
            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] = (float)((0.3 * Math.Sin(2 * Math.PI * hertz * i / rate)) + (0.02 * (random.NextDouble() - 0.5)));
            }

            return new DataItem($"tone-{index}", new SoundSource(rate, 1, samples)) { Split = Part(index, 72, 80), ReadTruth = Number(hertz) };
        }));
    }

    /// <summary>A bar that lies, one that stands, both or neither, in noise.</summary>
    private static Dataset Bars()
    {
        const int side = 12;
        var random = new Random(5);
        return Make(Medium.Image, TaskKind.Multilabel, ["lying", "standing"], Enumerable.Range(0, 180).Select(index =>
        {
            var pixels = new byte[side * side];
            random.NextBytes(pixels);
            var (row, column) = (random.Next(3, side - 3), random.Next(3, side - 3));
            for (var i = 0; i < pixels.Length; i++)
            {
                var isOn = ((index & 1) > 0 && i / side == row) || ((index & 2) > 0 && i % side == column);
                pixels[i] = (byte)((pixels[i] / 4) + (isOn ? 190 : 0));
            }

            return new DataItem($"bars-{index}", new PixelSource(side, side, 1, pixels))
            {
                Split = Part(index, 100, 120),
                ReadTruth = Labels([.. ((index & 1) > 0 ? ["lying"] : Array.Empty<string>()), .. (index & 2) > 0 ? ["standing"] : Array.Empty<string>()]),
            };
        }));
    }

    /// <summary>Whether a mail is wanted, and whether it has a link.</summary>
    private static Dataset Mails() => Make(
        Medium.Text, TaskKind.Multilabel, ["ham", "spam", "Link"], Tests.Text.Mails.Read(TaskKind.Tagging).Items.Take(270).Select((item, index) => item with
        {
            Split = Part(index, 180, 190),
            ReadTruth = Labels([.. item.ReadTruth!().SelectMany(answer => answer.Labels).Where(label => label is "ham" or "spam" or "Link").Distinct()]),
        }));

    /// <summary>A riser, a faller, one after the other, or neither but noise.</summary>
    private static Dataset Birds()
    {
        var random = new Random(8);
        return Make(Medium.Audio, TaskKind.Multilabel, ["riser", "faller"], Enumerable.Range(0, 130).Select(index =>
        {
            var samples = new float[5600];
            var at = random.Next(0, 600);
            foreach (var bird in new[] { 0, 1 }.Where(bird => (index & (1 << bird)) > 0))
            {
                var call = Calls.Call(bird, random).Samples.Span;
                call.CopyTo(samples.AsSpan(at));
                at += call.Length;
            }

            for (var i = 0; i < samples.Length; i++)
            {
                samples[i] += (float)(0.01 * (random.NextDouble() - 0.5));
            }

            return new DataItem($"calls-{index}", new SoundSource(8000, 1, samples))
            {
                Split = Part(index, 80, 90),
                ReadTruth = Labels([.. Calls.Birds.Where((_, bird) => (index & (1 << bird)) > 0 && bird < 2)]),
            };
        }));
    }

    private static Dataset Make(Medium medium, TaskKind task, IReadOnlyList<string> classes, IEnumerable<DataItem> items) => new()
    {
        Name = "measured",
        Medium = medium,
        Task = task,
        Classes = classes,
        Items = [.. items.Select(item => item.Split == Split.Unlabelled ? item with { ReadTruth = null } : item)],
    };

    private static Split Part(int index, int trained, int unlabelled) =>
        index < trained ? Split.Train : index < unlabelled ? Split.Unlabelled : Split.Test;

    private static Func<IReadOnlyList<Answer>> Number(double number) => () => [new Answer { Id = "1", Control = "number", Number = number }];

    private static Func<IReadOnlyList<Answer>> Labels(IReadOnlyList<string> labels) =>
        () => labels.Count == 0 ? [] : [new Answer { Id = "1", Control = "label", Labels = labels }];
}
