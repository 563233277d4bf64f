using Labelsmith.Domain;
using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Methods.Features;

/// <summary>Whole images: an autoencoder learns codes of all of them, labelled or not, then a classifier on the codes learns from the
/// labelled ones.</summary>
/// <param name="kind">How codes are learned.</param>
/// <param name="isFrozen">Whether they then stay as they are; else the encoder learns on with the classifier.</param>
internal abstract class CodesFirst(CodeKind kind, bool isFrozen) : ILearner
{
    private const double ShareOfCodes = 0.6; // of the time for learning

    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public void Learn(LearningSet items, LearningContext context) =>
        ImageClassifierTraining.Learn(items, context, new ImageMethod { Network = Encode });

    private (ClassifierNet Network, string Architecture) Encode(
        ClassifiedImages images, IReadOnlyList<PixelSource> pool, LearningContext context)
    {
        var learning = new ImageCodes([.. images.Train.Select(one => one.Image), .. pool], images.Settings, kind);
        // what an item takes after training is the encoder's work, for the most part
        context.Clock.Keep(TimeSpan.FromSeconds(4) + context.ItemsAfterTraining * 2 * learning.Time());
        learning.Learn(ShareOfCodes * context.Clock.TrainingLeft, context);
        TorchSharp.torch.random.manual_seed(context.Seed); // also where codes come from a checkpoint
        var network = new CodeClassifier(learning.Encoder, images.Classes.Count) { IsFrozen = isFrozen };
        return (network, $"Encoder of a {kind.Name}, classifier on its code");
    }
}
