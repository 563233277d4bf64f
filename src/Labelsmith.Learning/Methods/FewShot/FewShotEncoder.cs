using System.Globalization;
using Labelsmith.Domain;
using Labelsmith.Learning.Encoders;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Patches;
using Labelsmith.Learning.Methods.Supervised;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using Labelsmith.Media;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.FewShot;

/// <summary>The class of each pixel, by a small U-Net that is given what a frozen encoder, trained on a billion masks, makes of the image.</summary>
/// <remarks>
/// The encoder: <see cref="FrameEncoder"/>; the network: <see cref="UNet"/> with the encoder's numbers at its deepest level. Assumes that what tells
/// the classes apart is seen at a longer side of 512 pixels; larger images are scaled down to it. Fails where finer detail matters, and is slow on
/// many images, since each takes the encoder about a second. Unlabelled images are not looked at.
/// </remarks>
internal sealed class FewShotEncoder : ILearner
{
    private const int BatchSize = 4;
    private const int PatchBlocks = 32; // a side
    private const int StepsPerEpoch = 20;
    private const int MostEpochs = 60;
    private const int MostVariants = 8; // of each labelled image
    private const double VariantTime = 0.2; // of the budget, at most, for varying images and encoding them
    private const int VariantsWithoutBudget = 2;

    public TaskKind Task => TaskKind.Segmentation;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var reading = new ImageSegmenterSettings(FrameEncoder.FrameSide, 0, new(3, [], []), new(false, false), false) { IsEncoded = true };
        var (train, validation) = SegmentedImages.Read(items, image => (reading with { Input = new(image.Channels == 1 ? 1 : 3, [], []) }).Fit(image), context);
        var input = ImageInput.Of([.. train.Select(one => one.Image)]);
        var settings = reading with { Tile = FrameEncoder.FrameSide, Input = input };

        context.Tell(LearningStage.Features, 0);
        var file = EncoderFile.OfUser();
        var (frames, held, seconds) = Encode(file, train, validation, input, context);
        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        var shape = UNetShape.Encoded(input.Channels, items.Classes.Count, FrameEncoder.Planes);
        using var network = new UNet(shape);
        Fit(network, frames, held, input, seconds, context);
        ModelFiles.Write(network, shape.Channels, FrameEncoder.FrameSide, FrameEncoder.FrameSide, context.ModelDirectory);
        File.Copy(file.Find(context.Cancellation), Path.Combine(context.ModelDirectory, ModelFiles.Encoder));
        SegmentedImages.WriteCard(items, settings, shape, context);
    }

    /// <summary>Frames to learn from, those to validate on, and how long the encoder takes for one, in seconds.</summary>
    private static (List<EncodedFrame> Train, List<EncodedFrame> Held, double Seconds) Encode(
        EncoderFile file, List<SegmentedImage> train, List<SegmentedImage> validation, ImageInput input, LearningContext context)
    {
        using var encoding = new FrameEncoding(file.Find(context.Cancellation), file.Features);
        List<EncodedFrame> EncodeAll(IReadOnlyList<SegmentedImage> frames) => encoding.Encode(frames, done =>
        {
            context.Cancellation.ThrowIfCancellationRequested();
            context.Tell(LearningStage.Features, (double)done / frames.Count);
        });
        List<SegmentedImage> InChannels(List<SegmentedImage> some) =>
            some.ConvertAll(one => one with { Image = ImageScaling.ToChannels(one.Image, input.Channels) });

        var images = InChannels(train);
        var frames = EncodeAll(images.ConvertAll(one => EncodedFrame.Fill(one, input)));
        var held = EncodeAll(InChannels(validation).ConvertAll(one => EncodedFrame.Fill(one, input)));

        var symmetry = Symmetry.Of([.. images.Select(one => (one.Classes, one.Image.Width))]);
        var sampler = new PatchSampler(input, FrameEncoder.FrameSide, symmetry);
        var variants = context.Request.Budget is { } budget
            ? Math.Clamp((int)(VariantTime * budget.TotalSeconds / (encoding.Seconds * images.Count)), 0, MostVariants)
            : VariantsWithoutBudget;
        frames.AddRange(EncodeAll([.. Enumerable.Range(0, variants * images.Count).Select(i => EncodedFrame.Vary(
            images[i % images.Count], sampler, input, new Random(Trainer.HashCode(context.Seed, i))))]));
        context.Note(string.Create(CultureInfo.InvariantCulture,
            $"The encoder took {encoding.Seconds:0.00} s an image; each labelled one was encoded as it is and in {variants} variants."));
        return (frames, held.Count > 0 ? held : frames[..images.Count], encoding.Seconds);
    }

    private static void Fit(
        UNet network, List<EncodedFrame> frames, List<EncodedFrame> held, ImageInput input, double encoding, LearningContext context)
    {
        const int side = PatchBlocks * FrameEncoder.Block;
        var (channels, plane) = (network.Shape.Channels, side * side);
        var variants = new PatchSampler(input, side, new Symmetry(false, false));
        var order = new BatchSampler(frames.Count, 0, context.Seed) { LabelledSize = BatchSize, Steps = StepsPerEpoch };

        Batch Make(int epoch, int step)
        {
            var random = new Random(Trainer.HashCode(context.Seed, epoch, step));
            var (pixels, classes) = (new float[BatchSize * channels * plane], new long[BatchSize * plane]);
            foreach (var (i, frame) in order.Labelled(epoch, step).Index())
            {
                var patch = pixels.AsSpan(i * channels * plane, channels * plane);
                var (left, top) = (random.Next(FrameEncoder.Blocks - PatchBlocks + 1), random.Next(FrameEncoder.Blocks - PatchBlocks + 1));
                frames[frame].Cut(input, left, top, PatchBlocks, patch, classes.AsSpan(i * plane, plane));
                variants.Recolour(patch[..(input.Channels * plane)], random);
            }

            return new Batch(pixels, [BatchSize, channels, side, side], classes, [BatchSize, side, side]);
        }

        Tensor Whole(EncodedFrame frame)
        {
            var pixels = new float[channels * FrameEncoder.FrameSide * FrameEncoder.FrameSide];
            frame.Cut(input, 0, 0, FrameEncoder.Blocks, pixels, []);
            return tensor(pixels, 1, channels, FrameEncoder.FrameSide, FrameEncoder.FrameSide);
        }

        var validation = new SegmentationValidation(network, [.. held.Select(frame => (frame.Frame.Classes, FrameEncoder.FrameSide, (Func<Tensor>)(() => Whole(frame))))]);
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? MostEpochs,
            StepsPerEpoch = StepsPerEpoch,
            PeakLearningRate = 3e-3,
            Patience = MostEpochs / 2,
        };
        var loss = new SegmentationLoss(network, network.Shape, 1, null, PixelLossKind.CrossEntropyDice);
        var work = new TrainingWork
        {
            Make = Make,
            Loss = loss.Of,
            Validate = validation.Measure,
            ValidationCount = held.Count,
            OtherTime = TimeSpan.FromSeconds(encoding),
            ScoreName = "mean_iou",
        };
        using var trainer = new Trainer(network, plan, work, context);
        trainer.Fit();
    }
}
