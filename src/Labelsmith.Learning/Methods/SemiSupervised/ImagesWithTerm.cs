using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Images;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>Classifies images as supervised learning does, with a term for the unlabelled ones.</summary>
internal abstract class ImagesWithTerm : ILearner
{
    public TaskKind Task => TaskKind.Classification;

    public Medium Medium => Medium.Image;

    public virtual Trial Trial => Trial.None;

    public void Learn(LearningSet items, LearningContext context) =>
        ImageClassifierTraining.Learn(items, context, new ImageMethod { Term = _ => CreateTerm(items.Classes.Count) });

    /// <param name="classes">K.</param>
    protected abstract UnlabelledTerm CreateTerm(int classes);
}
