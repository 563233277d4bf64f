using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Sounds;
using Labelsmith.Learning.Plans;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Whole recordings, by a small convolutional network on their log-mel spectrograms, trained from nothing.</summary>
/// <remarks>In the manner of Piczak (2015), doi:10.1109/MLSP.2015.7324337, with the residual net of images.</remarks>
internal sealed class SoundClassification : IPlannedLearner
{
    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Audio;

    public void Learn(LearningSet items, LearningContext context) => SoundClassifierTraining.Learn(items, context);
}
