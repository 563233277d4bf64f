using Labelsmith.Domain;
using Labelsmith.Learning.Methods.Automatic;

namespace Labelsmith.Learning.Methods;

/// <summary>One method at one task on one medium: from labelled (and unlabelled) items to a model on disk.</summary>
/// <remarks>A new one is one file, and one line in its <see cref="LearningMethod"/>'s list. Everything before
/// (duplicates, splits) and after (evaluation, predictions, reports) is the run's; the run evaluates the model that was
/// written, so what is reported is what is shipped.</remarks>
public interface ILearner
{
    TaskKind Task { get; }

    Medium Medium { get; }

    /// <summary>How <c>auto</c> can compare it with others of its task.</summary>
    Trial Trial => Trial.None;

    /// <summary>False: it has an answer also where nothing is labelled.</summary>
    bool NeedsLabels => true;

    /// <summary>Learns, and writes <c>model.json</c> (a <see cref="Inference.ModelCard"/>) and all that its kind needs
    /// into <see cref="LearningContext.ModelDirectory"/>. Runs on one dedicated thread.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled; the last epoch is in the checkpoint.</exception>
    /// <exception cref="Domain.Datasets.BadDataException">Nothing can be learned from this; the message says why.</exception>
    void Learn(LearningSet items, LearningContext context);
}
