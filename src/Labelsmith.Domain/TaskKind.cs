namespace Labelsmith.Domain;

/// <summary>What a learner solves. The names are the values of <c>--task</c> and of <c>report.json</c>.</summary>
public enum TaskKind
{
    Classification,
    Regression,
    Segmentation,
    Detection,
    Tagging,
    Splitting,
    Segments,

    /// <summary>Whole items, each with any number of the classes.</summary>
    Multilabel,
}
