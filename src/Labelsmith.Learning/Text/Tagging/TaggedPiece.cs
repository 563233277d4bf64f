namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A piece of a text to learn from.</summary>
/// <param name="Columns">By token: the columns of what is seen of it.</param>
/// <param name="States">By token: <see cref="TagStates"/>; -1 where it is not known.</param>
/// <param name="Weight">How much it counts; 1 is as much as a person's answers.</param>
internal sealed record TaggedPiece(int[][] Columns, int[] States, double Weight = 1)
{
    /// <summary>Whether all states are known.</summary>
    public bool IsWhole => !States.Contains(-1);
}
