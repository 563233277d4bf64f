using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Graphs;
using Labelsmith.Learning.Methods.Features;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;
using Labelsmith.Learning.Runs;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.Graphs;

/// <summary>Whole images: a variational autoencoder learns codes of all of them, each is linked to those with the nearest codes,
/// the labels spread over that graph, and a classifier on the codes learns from what every image got, so that new ones can
/// be answered too.</summary>
/// <remarks>
/// The papers are named at <see cref="LabelSpreading"/> and <see cref="PoissonLearning"/>, the graph's at
/// <see cref="NeighbourGraph"/>, the codes' at <see cref="ImageAutoencoder"/>. Assumes that images with near codes are of one class. Fails
/// where codes tell more of a background or a light than of a class, as on most photographs; the accuracy on labels held
/// back, in the notes, tells. All labels spread, those set aside for validation too, because nothing of the network is chosen by them.
/// </remarks>
internal sealed class ImagePropagation(IReadOnlyList<Spreading> ways) : ILearner
{
    private const double ShareOfCodes = 0.85; // of the time for learning that the graph leaves

    private static readonly TimeSpan _linkingTime = TimeSpan.FromMilliseconds(0.3); // an image, on two busy cores
    private static readonly TimeSpan _spreadingTime = TimeSpan.FromMilliseconds(0.05); // an image, each time that labels spread
    private static readonly TimeSpan _readingTime = TimeSpan.FromMilliseconds(0.05); // an image, when it is predicted

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context)
    {
        context.Tell(LearningStage.Preprocess, 0);
        var images = ClassifiedImages.Read(
            items with { Train = [.. items.Train, .. items.Validation], Validation = [] }, context, mirrors: false);
        PixelSource[] all = [.. images.Train.Select(one => one.Image), .. images.ReadPool(items.Pool, context)];
        int[] labels = [.. images.Train.Select(one => one.Class), .. Enumerable.Repeat(-1, all.Length - images.Train.Count)];

        using var scope = NewDisposeScope();
        random.manual_seed(context.Seed);
        using var learning = new ImageCodes(all, images.Settings, CodeKind.Variational);
        using var network = new CodeClassifier(learning.Encoder, items.Classes.Count);
        var itemTime = learning.Time() + _readingTime;
        context.Clock.Keep(TimeSpan.FromSeconds(4) + context.ItemsAfterTraining * itemTime);
        var graphTime = all.Length * (_linkingTime + (Propagation.Rounds(ways, labels) * _spreadingTime));
        learning.Learn(ShareOfCodes * Max(context.Clock.TrainingLeft - graphTime), context);
        var codes = learning.All(context.Cancellation);
        var graph = NeighbourGraph.Build(codes, context.Seed, context.Cancellation);
        var found = Propagation.Run(ways, graph, labels, items.Classes.Count, context.Seed, context.Cancellation);
        PropagationNotes.Add(found, images.Train.Count, context);

        context.Tell(LearningStage.Train, 0);
        CodeClassifierTraining.Fit(network, codes, found.Classes, itemTime, context);
        CodeClassifierTraining.Write(network, images.Settings, items.Classes, context);
    }

    private static TimeSpan? Max(TimeSpan? left) => left < TimeSpan.Zero ? TimeSpan.Zero : left;
}
