using Labelsmith.Learning.Graphs;

namespace Labelsmith.Learning.Methods.Graphs;

/// <summary>What a report says of labels that have spread.</summary>
internal static class PropagationNotes
{
    /// <param name="labelled">How many labels there were.</param>
    public static void Add(Propagation found, int labelled, LearningContext context)
    {
        var open = found.Classes.Count(one => one < 0);
        context.Note(
            $"{labelled} labels, those for validation included, spread over a graph of {found.Classes.Length} items."
            + (open > 0 ? $" {open} of these are linked to no label by any path, and were not learned from." : ""));
        context.Note(found.HeldOutAccuracy is { } accuracy
            ? FormattableString.Invariant($"Labels held back were answered rightly by the graph {accuracy:0 %} of the time.")
            : "Every class has one label alone, so none could be held back to see how well the graph answers.");
    }
}
