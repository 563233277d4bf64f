using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>The boxes of objects, by a <see cref="CenterNet"/> trained from nothing.</summary>
internal sealed class ImageDetection : ILearner
{
    private const int BatchSize = 8;
    private const int MostImagesSeen = 60_000;
    private const int LargestSide = 640;

    private const int RowLength = 6; // of a batch's targets: image, class, left, top, right, bottom
    private const float Parts = 1024; // of a pixel, in which edges are whole numbers there

    public TaskKind Task => TaskKind.Detection;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        ModelCatalog.Resolve(context.Request.Architecture, Task, Medium);
        var train = Read(items.Train, items.Classes, context);
        var validation = Read(items.Validation, items.Classes, context);
        if (train.All(image => image.Boxes.Count == 0))
        {
            throw new BadDataException("None of the labelled images that can be read has a box to learn from: draw some.");
        }

        var settings = new ImageDetectorSettings(
            DetectionPlan.LongestSide(train.SelectMany(Shares)), ImageInput.Of([.. train.Select(one => one.Image)]), false);
        (train, validation) = (Fit(train, settings), Fit(validation, settings));
        var flips = DetectionPlan.Flips(train);
        settings = settings with { Mirror = flips.Mirror };
        context.Note($"Objects are looked for in images of at most {settings.LongestSide} pixels a side; flips used in training: {Words(flips)}.");
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var network = new CenterNet(settings.Input.Channels, items.Classes.Count);
        var threshold = Train(network, train, validation.Count > 0 ? validation : train, (settings, flips), context);
        ModelFiles.Write(network, settings.Input.Channels, 0, 0, context.ModelDirectory);
        new ModelCard
        {
            Kind = ImageDetector.Kind,
            Task = Task,
            Medium = Medium,
            Classes = items.Classes,
            Threshold = threshold,
            Architecture = $"CenterNet 16-32-64-128-192, {settings.LongestSide} px",
            Settings = ModelCard.ToSettings(settings),
            Provenance = context.Provenance,
        }.Write(context.ModelDirectory);
    }

    private static List<BoxedImage> Read(IReadOnlyList<DataItem> items, IReadOnlyList<string> classes, LearningContext context) =>
        ItemReading.All(items, item =>
        {
            var image = ImageFile.Read(item.Source, item.Id);
            var boxes = ItemTruth.BoxesOf(item, classes)
                .Select(entry => new ClassBox(
                    entry.Class, (float)entry.Box.X, (float)entry.Box.Y, (float)(entry.Box.X + entry.Box.Width), (float)(entry.Box.Y + entry.Box.Height))
                    .Within(image.Width, image.Height))
                .Where(box => box is { Width: > 0, Height: > 0 });
            return Scale(new BoxedImage(image, [.. boxes]), ImageScaling.Fit(image, LargestSide)); // no larger ones are kept in memory
        }, context);

    private static IEnumerable<double> Shares(BoxedImage image) =>
        image.Boxes.Select(box => (double)Math.Min(box.Width, box.Height) / Math.Max(image.Image.Width, image.Image.Height));

    private static List<BoxedImage> Fit(List<BoxedImage> images, ImageDetectorSettings settings) =>
        images.ConvertAll(image => Scale(image, settings.Fit(image.Image)));

    private static BoxedImage Scale(BoxedImage image, PixelSource to)
    {
        var (x, y) = ((float)to.Width / image.Image.Width, (float)to.Height / image.Image.Height);
        return new BoxedImage(to, [.. image.Boxes.Select(box => box.Scaled(x, y))]);
    }

    private static string Words(Symmetry flips) => flips switch
    {
        { Mirror: true, UpsideDown: true } => "both",
        { Mirror: true } => "left and right",
        { UpsideDown: true } => "top and bottom",
        _ => "none",
    };

    /// <summary>Returns the score from which on boxes are shown.</summary>
    private static double Train(
        CenterNet network, List<BoxedImage> train, List<BoxedImage> held, (ImageDetectorSettings Settings, Symmetry Flips) plan, LearningContext context)
    {
        var input = plan.Settings.Input;
        var all = train.Concat(held).ToList();
        var (width, height) = (ImageDetectorSettings.Padded(all.Max(one => one.Image.Width)), ImageDetectorSettings.Padded(all.Max(one => one.Image.Height)));
        var sampler = new BoxSampler(input, width, height, plan.Flips);
        var targets = new CenterTargets(network.Classes, width, height);
        var validation = new DetectionValidation(network, held, sampler, input, width, height);
        var order = new EpochOrder(train.Count, BatchSize, context.Seed);
        var size = input.Channels * width * height;

        Batch Make(int epoch, int step)
        {
            var pass = (epoch * Passes(order.Steps)) + (step / order.Steps);
            var chosen = order.Batch(pass, step % order.Steps);
            var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
            var (pixels, rows) = (new float[chosen.Length * size], new List<long>());
            for (var i = 0; i < chosen.Length; i++)
            {
                foreach (var box in sampler.Draw(train[chosen[i]], random, pixels.AsSpan(i * size, size)))
                {
                    rows.AddRange(i, box.Class, Whole(box.Left), Whole(box.Top), Whole(box.Right), Whole(box.Bottom));
                }
            }

            return new Batch(pixels, [chosen.Length, input.Channels, height, width], [.. rows], [rows.Count / RowLength, RowLength]);
        }

        Tensor Loss(Batch batch)
        {
            var maps = new float[batch.InputShape[0] * targets.Size];
            var boxes = batch.Targets.Chunk(RowLength).ToLookup(
                row => row[0], row => new ClassBox((int)row[1], row[2] / Parts, row[3] / Parts, row[4] / Parts, row[5] / Parts));
            for (var i = 0; i < batch.InputShape[0]; i++)
            {
                targets.Draw([.. boxes[i]], maps.AsSpan(i * targets.Size, targets.Size));
            }

            var shaped = tensor(maps).view(batch.InputShape[0], -1, height / CenterNet.Stride, width / CenterNet.Stride);
            return CenterLoss.Of(network.forward(tensor(batch.Inputs, batch.InputShape).ToChannelsLast()), shaped);
        }

        var epochs = context.Request.Epochs ?? Math.Clamp(MostImagesSeen / (train.Count * Passes(order.Steps)), 10, 200);
        var work = new TrainingWork
        {
            Make = Make,
            Loss = Loss,
            Validate = validation.Measure,
            ValidationCount = held.Count,
            InferenceWork = plan.Settings.Mirror ? 2 : 1,
            ScoreName = "map_50",
        };
        using var trainer = new Trainer(network, new TrainingPlan
        {
            Epochs = epochs,
            StepsPerEpoch = order.Steps * Passes(order.Steps),
            PeakLearningRate = 3e-3,
            WeightDecay = 0.05,
            AverageDecay = 0.995,
            Patience = Math.Max(20, epochs / 3),
        }, work, context);
        trainer.Fit();
        return validation.Match().BestThreshold();
    }

    private static long Whole(float edge) => (long)MathF.Round(edge * Parts);

    /// <summary>How often an epoch sees each image: with few images several times, so that validation and checkpoints stay in proportion.</summary>
    private static int Passes(int steps) => Math.Max(1, (int)Math.Round(40.0 / steps));
}
