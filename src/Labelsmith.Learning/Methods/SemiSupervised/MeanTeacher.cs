using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Images;
using static TorchSharp.torch;

namespace Labelsmith.Learning.Methods.SemiSupervised;

/// <summary>The network has to agree with its own averaged weights, each of the two seeing another variant of an image.</summary>
/// <remarks>
/// Tarvainen and Valpola (2017), "Mean teachers are better role models", arXiv:1703.01780. Assumes that the variants of an image
/// are of one class, and that classes are clusters. Gives little where the variants differ little, and on the fewest labels:
/// a teacher that has learned little teaches little.
/// Deviations: the sum of squared differences weighs 10 instead of a weight by the share of labels, since steps here have
/// labelled and unlabelled images in a fixed proportion. Of texts, whose variants lack some words, the teacher's answers are moved to the
/// shares of the labels: on few labels all of them became one class without that.
/// </remarks>
internal sealed class MeanTeacher(TaskKind task, Medium medium = Medium.Image) : LearnerWithTerm(task, medium)
{
    protected override UnlabelledTerm CreateTerm(int classes) => new Term();

    private sealed class Term : UnlabelledTerm
    {
        private const double Weight = 10;
        private const double FullWeightFrom = 0.4; // of the training

        public override Tensor Loss(UnlabelledBatch batch) =>
            Weight * Ramp(batch.Fraction, FullWeightFrom) * (batch.Logits.softmax(1) - batch.Taught!).square().sum([1]).mean();
    }
}
