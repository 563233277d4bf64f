using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Reporting;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>The boxes of objects, by a <see cref="CenterNet"/> trained from nothing.</summary>
internal sealed class ImageDetection : IPlannedLearner
{
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

        var plan = context.Plan;
        var settings = new ImageDetectorSettings(
            plan.Whole(
                "longest_side", DetectionPlan.LongestSide(train.SelectMany(Shares)), 64, LargestSide,
                "pixels; the least at which nearly all objects are large enough to be found"),
            new ImageInput(train.All(one => one.Image.Channels == 1) ? 1 : 3, [], [])
            {
                Normalisation = plan.Choice(
                    "normalisation", ImageNormalisation.DataSet,
                    "of each image: data-set takes out the mean of all, z-score and min-max its own, clahe evens out its light"),
            },
            false);
        (train, validation) = (Fit(train, settings), Fit(validation, settings));
        var flips = DetectionPlan.Flips(train);
        flips = new Symmetry(
            plan.Flag("mirror", flips.Mirror, "left and right may change places; so where objects lie alike on both sides and are told apart when mirrored"),
            plan.Flag("upside_down", flips.UpsideDown, "top and bottom may change places, likewise"));
        settings = settings with { Input = ImageInput.Of([.. train.Select(one => one.Image)], settings.Input.Normalisation), Mirror = flips.Mirror };
        var schedule = DetectionPlan.Schedule(context, train.Count);
        plan.Close(context);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var network = new CenterNet(settings.Input.Channels, items.Classes.Count);
        var threshold = Train(network, train, validation.Count > 0 ? validation : train, (settings, flips, schedule), context);
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

    /// <summary>An image and variants of it, with their boxes.</summary>
    private static IReadOnlyList<PixelSource> Show(BoxedImage image, Random random, BoxSampler sampler, ImageInput input, (int Width, int Height) size)
    {
        static PixelSource Paint(PixelSource picture, IEnumerable<ClassBox> boxes) => ReportPicture.PaintBoxes(
            picture, [], boxes.Select(box => (box.Class, new Domain.Regions.Box(box.Left, box.Top, box.Width, box.Height))));
        PixelSource Variant()
        {
            var pixels = new float[input.Channels * size.Width * size.Height];
            var boxes = sampler.Draw(image, random, pixels);
            return Paint(input.Restore(pixels, size.Width, size.Height), boxes);
        }

        return [Paint(image.Image, image.Boxes), .. Enumerable.Range(0, VariantSheet.Variants).Select(_ => Variant())];
    }

    /// <summary>Returns the score from which on boxes are shown.</summary>
    private static double Train(
        CenterNet network, List<BoxedImage> train, List<BoxedImage> held, (ImageDetectorSettings Settings, Symmetry Flips, DetectionSchedule Schedule) plan,
        LearningContext context)
    {
        var input = plan.Settings.Input;
        var all = train.Concat(held).ToList();
        var (width, height) = (ImageDetectorSettings.Padded(all.Max(one => one.Image.Width)), ImageDetectorSettings.Padded(all.Max(one => one.Image.Height)));
        var sampler = new BoxSampler(input, width, height, plan.Flips) { Zoom = plan.Schedule.Zoom, Light = plan.Schedule.Light };
        context.ShowVariants(train.Count, (item, random) => Show(train[item], random, sampler, input, (width, height)));
        var targets = new CenterTargets(network.Classes, width, height);
        var validation = new DetectionValidation(network, held, sampler, input, width, height);
        var order = new EpochOrder(train.Count, plan.Schedule.Batch, context.Seed);
        var passes = plan.Schedule.Passes;
        var size = input.Channels * width * height;

        Batch Make(int epoch, int step)
        {
            var pass = (epoch * passes) + (step / order.Steps);
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

        var work = new TrainingWork
        {
            Make = Make,
            Loss = Loss,
            Validate = validation.Measure,
            ValidationCount = held.Count,
            InferenceWork = plan.Settings.Mirror ? 2 : 1,
            ScoreName = "map_50",
        };
        using var trainer = new Trainer(network, plan.Schedule.Training, work, context);
        trainer.Fit();
        return validation.Match().BestThreshold();
    }

    private static long Whole(float edge) => (long)MathF.Round(edge * Parts);
}
