using Labelsmith.Domain;
using Labelsmith.Domain.Answers;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Runs;

namespace Labelsmith.Learning.Tests.Explaining;

/// <summary>A model of crosses and rings that stand anywhere in noise: where the evidence lies is known.</summary>
public sealed class Shapes : IDisposable
{
    public const int Side = 32;

    private const int Radius = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, (double X, double Y)> _centres = [];

    public Shapes()
    {
        var random = new Random(1);
        IReadOnlyList<Answer> Truth(int index) => [new Answer { Id = "1", Control = "label", Labels = [index % 2 == 0 ? "cross" : "ring"] }];
        DataItem Item(int index, Split split) =>
            new($"{split}/{index}", Draw($"{split}/{index}", index % 2, random)) { Split = split, ReadTruth = () => Truth(index) };

        Data = new Dataset
        {
            Name = "shapes",
            Medium = Medium.Image,
            Task = TaskKind.Classification,
            Classes = ["cross", "ring"],
            Items =
            [
                .. Enumerable.Range(0, 80).Select(index => Item(index, Split.Train)),
                .. Enumerable.Range(0, 40).Select(index => Item(index, Split.Test)),
            ],
        };
        Report = LearningRun.Run(new LearningRequest { Data = Data, Method = "supervised", Epochs = 16, OutDirectory = _folder.Path }).Report;
    }

    public Dataset Data { get; }

    public Learning.Evaluation.RunReport Report { get; }

    public string Model => _folder["model"];

    public IReadOnlyList<DataItem> Test => [.. Data.Items.Where(item => item.Split == Split.Test)];

    /// <summary>In pixels.</summary>
    public (double X, double Y) CentreOf(DataItem item) => _centres[item.Id];

    public void Dispose() => _folder.Dispose();

    private PixelSource Draw(string id, int shape, Random random)
    {
        var pixels = new byte[Side * Side];
        random.NextBytes(pixels);
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(pixels[i] / 3);
        }

        var (left, top) = (random.Next(Radius, Side - Radius), random.Next(Radius, Side - Radius));
        for (var y = -Radius; y < Radius; y++)
        {
            for (var x = -Radius; x < Radius; x++)
            {
                var distance = double.Hypot(x + 0.5, y + 0.5);
                var isInside = shape == 0 ? Math.Abs(x + 0.5) < 1 || Math.Abs(y + 0.5) < 1 : distance is > 2.2 and < 4;
                pixels[((top + y) * Side) + left + x] = isInside ? (byte)230 : pixels[((top + y) * Side) + left + x];
            }
        }

        _centres[id] = (left, top);
        return new PixelSource(Side, Side, 1, pixels);
    }
}
