using Labelsmith.Domain;

namespace Labelsmith.Learning.Methods;

/// <summary>A way of learning, with the tasks and media that it is written for.</summary>
/// <param name="Key">What <c>--method</c> says; never changes.</param>
/// <param name="Title">What people read.</param>
/// <param name="Description">One or two sentences: what it does, and when to choose it.</param>
/// <param name="Learners">One for each task and medium.</param>
public sealed record LearningMethod(string Key, string Title, string Description, IReadOnlyList<ILearner> Learners)
{
    /// <summary>It needs a file of labelling functions, which only the command line takes.</summary>
    public bool NeedsFunctions { get; init; }

    public IReadOnlyList<TaskKind> Tasks => [.. Learners.Select(learner => learner.Task).Distinct()];

    public IReadOnlyList<Medium> Media => [.. Learners.Select(learner => learner.Medium).Distinct()];

    /// <summary>Null where the method does not know the task on that medium.</summary>
    public ILearner? Find(TaskKind task, Medium medium) =>
        Learners.FirstOrDefault(learner => learner.Task == task && learner.Medium == medium);
}
