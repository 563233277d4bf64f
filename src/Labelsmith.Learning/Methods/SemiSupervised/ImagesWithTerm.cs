using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Supervised;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>Classifies or segments images as supervised learning does, with a term for the unlabelled ones.</summary>
/// <param name="task">Of segmentation, each pixel is an item to the term.</param>
internal abstract class ImagesWithTerm(TaskKind task) : ILearner
{
    public TaskKind Task => task;

    public Medium Medium => Medium.Image;

    public virtual Trial Trial => Trial.None;

    public void Learn(LearningSet items, LearningContext context)
    {
        if (task == TaskKind.Segmentation)
        {
            using var term = CreateTerm(items.Classes.Count);
            ImageSegmentation.Learn(items, context, term);
        }
        else
        {
            ImageClassifierTraining.Learn(items, context, new ImageMethod { Term = _ => CreateTerm(items.Classes.Count) });
        }
    }

    /// <param name="classes">K.</param>
    protected abstract UnlabelledTerm CreateTerm(int classes);
}
