using System.Diagnostics;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Inference;
using Labelsmith.Learning.Methods.Training;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Preprocessing;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Features;

/// <summary>How codes are learned.</summary>
/// <param name="Name">Of the autoencoder, in a report.</param>
/// <param name="Size">Numbers a code.</param>
/// <param name="IsVariational">As <see cref="ImageAutoencoder"/>'s.</param>
/// <param name="HoleSide">Of the hole in what is looked at, as a share of an image's size; 0: none.</param>
internal sealed record CodeKind(string Name, int Size, bool IsVariational, float HoleSide)
{
    /// <summary>Few numbers, which neighbours agree on: for graphs, and for classifiers with few labels.</summary>
    public static CodeKind Variational { get; } = new("variational autoencoder", 20, true, 0);

    /// <summary>More numbers, of an encoder that a classifier then goes on from.</summary>
    public static CodeKind Denoising { get; } = new("convolutional denoising autoencoder", 64, false, 0.3f);
}

/// <summary>Learns short codes of images from all of them, labelled or not.</summary>
/// <remarks>What is looked at is moved, turned and scaled a little, what is to be drawn is not: codes then tell less of how an image lies, and
/// neighbours by code are more often of one class (seen on digits: 0.935 instead of 0.931 after half a minute, fewer epochs
/// notwithstanding). In the manner of denoising autoencoders, Vincent et al. (2008), doi:10.1145/1390156.1390294.</remarks>
internal sealed class ImageCodes : IDisposable
{
    private const int BatchSize = 128;
    private const int LeastSteps = 50; // an epoch, in which few images are then seen more than once
    private const int ImagesWithoutEnd = 3_000_000; // seen in all, where no time or number of epochs is given
    private const int MostHeld = 1000;

    private readonly IReadOnlyList<PixelSource> _images;
    private readonly ImageClassifierSettings _settings;
    private readonly int _size;
    private readonly CodeKind _kind;
    private readonly ImageAugmentation _change;
    private readonly ImageAutoencoder _network;

    /// <param name="images">At least one, as <paramref name="settings"/> read them.</param>
    public ImageCodes(IReadOnlyList<PixelSource> images, ImageClassifierSettings settings, CodeKind kind)
    {
        (_images, _settings, _kind) = (images, settings, kind);
        _change = new ImageAugmentation(Mirror: false) { HoleSide = kind.HoleSide };
        _size = settings.Input.Channels * settings.Height * settings.Width;
        _network = new ImageAutoencoder(settings.Input, settings.Height, settings.Width, kind.Size, kind.IsVariational);
    }

    /// <summary>Makes the codes; freed with this.</summary>
    public ImageEncoder Encoder => _network.Encoder;

    /// <param name="time">That this may take; null: unbounded.</param>
    public void Learn(TimeSpan? time, LearningContext context)
    {
        context.Tell(LearningStage.Features, 0);
        var order = new BatchSampler(_images.Count, 0, context.Seed)
        {
            LabelledSize = Math.Min(_images.Count, BatchSize),
            Steps = Math.Max(LeastSteps, _images.Count / BatchSize),
        };
        var held = _images.Count >= 10 ? [.. _images.TakeLast(Math.Min(MostHeld, _images.Count / 10))] : _images;
        var heldPixels = _settings.Normalise(held);
        var plan = new TrainingPlan
        {
            Epochs = context.Request.Epochs ?? Math.Clamp(ImagesWithoutEnd / (order.LabelledSize * order.Steps), 10, 200),
            StepsPerEpoch = order.Steps,
            PeakLearningRate = 3e-3,
            Patience = int.MaxValue, // how well codes draw decides little
        };
        var work = new TrainingWork
        {
            Make = (epoch, step) => Make(order.Labelled(epoch, step), new Random(Trainer.HashCode(context.Seed, epoch, step))),
            Loss = batch => _network.Loss(Input(batch.Inputs), Input(batch.Originals)),
            Validate = () => _network.Loss(Input(heldPixels), Input(heldPixels)).item<float>() is var loss ? (loss, -loss) : default,
            ValidationCount = held.Count,
            ScoreName = "log-likelihood",
        };
        var part = context.Part(
            Path.Combine(context.CheckpointDirectory, "codes"), new RunClock(time, TimeProvider.System),
            progress => context.Tell(LearningStage.Features, progress.Fraction));
        using var trainer = new Trainer(_network, plan, work, part);
        trainer.Fit();
        foreach (var note in part.Notes)
        {
            context.Note($"Codes: {note}");
        }
    }

    /// <summary>How long the code of an image takes.</summary>
    public TimeSpan Time()
    {
        var some = _images.Take(MostHeld).ToList();
        Of(some, CancellationToken.None); // the first time is slower
        var start = Stopwatch.GetTimestamp();
        Of(some, CancellationToken.None);
        return Stopwatch.GetElapsedTime(start) / some.Count;
    }

    /// <returns>The codes of all images, in their order.</returns>
    public PointSet All(CancellationToken cancellation) => Of(_images, cancellation);

    public void Dispose() => _network.Dispose();

    private PointSet Of(IReadOnlyList<PixelSource> images, CancellationToken cancellation)
    {
        using var frozen = no_grad();
        Encoder.eval();
        var codes = new float[images.Count * _kind.Size];
        var done = 0;
        foreach (var chunk in Prefetch.Select(images.Chunk(512), _settings.Normalise, Environment.ProcessorCount + 1, cancellation))
        {
            using var scope = NewDisposeScope();
            var values = Encoder.forward(Input(chunk)).data<float>().ToArray();
            values.CopyTo(codes, done);
            done += values.Length;
        }

        return new PointSet(codes, _kind.Size);
    }

    private Batch Make(int[] chosen, Random random)
    {
        var changed = new float[chosen.Length * _size];
        for (var i = 0; i < chosen.Length; i++)
        {
            _change.Apply(_images[chosen[i]], _settings.Input, random, changed.AsSpan(i * _size, _size));
        }

        return new Batch(changed, [chosen.Length], [], [0]) { Originals = _settings.Normalise([.. chosen.Select(i => _images[i])]) };
    }

    private Tensor Input(float[] values) =>
        tensor(values).view(-1, _settings.Input.Channels, _settings.Height, _settings.Width).ToChannelsLast();
}
