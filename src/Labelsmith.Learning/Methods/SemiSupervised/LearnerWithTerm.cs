using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;
using Labelsmith.Learning.Methods.Images;
using Labelsmith.Learning.Methods.Sounds;
using Labelsmith.Learning.Methods.Supervised;
using Labelsmith.Learning.Plans;
using Labelsmith.Learning.Text.Networks;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>Classifies images, recordings or texts, or segments images, as supervised learning does, with a term for the unlabelled ones.</summary>
/// <param name="task">Of segmentation, each pixel is an item to the term.</param>
/// <param name="medium">Image; also audio or text for classification.</param>
internal abstract class LearnerWithTerm(TaskKind task, Medium medium) : IPlannedLearner
{
    public TaskKind Task => task;

    public Medium Medium => medium;

    public virtual Trial Trial => Trial.None;

    public void Learn(LearningSet items, LearningContext context)
    {
        if (medium == Medium.Audio)
        {
            using var term = CreateTerm(items.Classes.Count);
            SoundClassifierTraining.Learn(items, context, term);
        }
        else if (medium == Medium.Text)
        {
            TextNetTraining.Learn(items, context, _ => CreateTerm(items.Classes.Count));
        }
        else if (task == TaskKind.Segmentation)
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
