using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Plans;

namespace Labelsmith.Learning.Methods.Supervised;

/// <summary>Whole images, by a small convolutional network trained from nothing on the labelled ones.</summary>
internal sealed class ImageClassification : IPlannedLearner
{
    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public Trial Trial => Trial.Validation;

    public void Learn(LearningSet items, LearningContext context) => ImageClassifierTraining.Learn(items, context);
}
