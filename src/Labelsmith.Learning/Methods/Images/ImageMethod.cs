using Labelsmith.Domain.Datasets;
using Labelsmith.Learning.Models;

namespace Labelsmith.Learning.Methods.Images;

/// <summary>What a method does otherwise than learning from the labelled images alone.</summary>
internal sealed record ImageMethod
{
    /// <summary>Makes the network that is then trained, of the labelled and the unlabelled images, and says what it is; null: a
    /// residual net that knows nothing.</summary>
    public Func<ClassifiedImages, IReadOnlyList<PixelSource>, LearningContext, (ClassifierNet Network, string Architecture)>? Network { get; init; }

    /// <summary>What unlabelled images add to the loss of that network; null: nothing.</summary>
    public Func<ClassifierNet, UnlabelledTerm>? Term { get; init; }

    /// <summary>Called when the network has been trained; null: nothing is left to do.</summary>
    public Action<ClassifierNet, LearningContext>? Conclude { get; init; }
}
