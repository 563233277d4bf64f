using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Tests.Sounds;

/// <summary>Calls of three made-up birds: one rises, one falls, one trills; each call at a pitch, a length and a loudness of its own.</summary>
internal static class Calls
{
    public static readonly string[] Birds = ["riser", "faller", "triller"];

    private const int Rate = 8000;

    public static Dataset Make(int labelled, int unlabelled, int test)
    {
        var random = new Random(1);
        DataItem Item(string part, int index, Split split)
        {
            var bird = index % Birds.Length;
            var item = new DataItem($"{part}/{Birds[bird]}-{index}.wav", Call(bird, random)) { Split = split };
            IReadOnlyList<Answer> truth = [new Answer { Id = "1", Control = "label", Labels = [Birds[bird]] }];
            return split == Split.Unlabelled ? item : item with { ReadTruth = () => truth };
        }

        return new Dataset
        {
            Name = "calls",
            Medium = Medium.Audio,
            Task = TaskKind.Classification,
            Classes = Birds,
            Items =
            [
                .. Enumerable.Range(0, labelled).Select(index => Item("train", index, Split.Train)),
                .. Enumerable.Range(0, unlabelled).Select(index => Item("pool", index, Split.Unlabelled)),
                .. Enumerable.Range(0, test).Select(index => Item("test", index, Split.Test)),
            ],
        };
    }

    public static SoundSource Call(int bird, Random random)
    {
        var length = (int)(Rate * (0.2 + (0.1 * random.NextDouble())));
        var (pitch, loudness) = (600 + (300 * random.NextDouble()), 0.1 + (0.4 * random.NextDouble()));
        var (samples, phase) = (new float[length], 0.0);
        for (var i = 0; i < length; i++)
        {
            var along = (double)i / length;
            var hertz = bird switch { 0 => pitch * (1 + along), 1 => pitch * (2 - along), _ => pitch * (1.5 + (0.4 * Math.Sin(100 * along))) };
            phase += 2 * Math.PI * hertz / Rate;
            samples[i] = (float)((loudness * Math.Sin(phase)) + (0.01 * (random.NextDouble() - 0.5)));
        }

        return new SoundSource(Rate, 1, samples);
    }
}
