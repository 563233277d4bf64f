using Labelsmith.Domain.Datasets;

namespace Labelsmith.Learning.Text.Weak;

/// <summary>How a <see cref="LabelingFunction"/> votes.</summary>
internal abstract class Voting : IDisposable
{
    /// <summary>No vote.</summary>
    public const int Abstain = -1;

    /// <summary>What it could not do, for the report; null: nothing.</summary>
    public virtual string? Complaint => null;

    /// <param name="limits">For functions that take long; null: none.</param>
    /// <exception cref="BadDataException">It votes for an unknown label, or its model cannot be used.</exception>
    public static Voting Of(LabelingFunction function, IReadOnlyList<string> classes, VotingLimits? limits = null)
    {
        int Label() => classes.Index().Where(entry => entry.Item == function.Label).Select(entry => (int?)entry.Index).FirstOrDefault()
            ?? throw new BadDataException(
                $"The function '{function.Name}' votes for '{function.Label}', which is not one of the classes {string.Join(", ", classes)}: correct it.");
        return function switch
        {
            { Pattern: { } pattern } => new PatternVoting(function.Name, pattern, Label()),
            { Words: { } words } => new WordVoting(words, Label()),
            { Model: { } model } => new ModelVoting(function.Name, model, function.Least, classes),
            { Prompt: { } prompt } => new PromptVoting(function.Name, prompt, classes, limits ?? new VotingLimits()),
            _ => throw new BadDataException($"The function '{function.Name}' has neither pattern nor words nor model nor prompt: give it one."),
        };
    }

    /// <summary>A class number for each text, or <see cref="Abstain"/>.</summary>
    public abstract int[] Vote(IReadOnlyList<string> texts, CancellationToken cancellation);

    public virtual void Dispose()
    {
    }
}
