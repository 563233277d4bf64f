namespace Labelsmith.Learning.Text.Tagging;

/// <summary>A piece of a text to learn from.</summary>
/// <param name="Columns">By token: the columns of what is seen of it.</param>
/// <param name="States">By token: <see cref="TagStates"/>.</param>
internal sealed record TaggedPiece(int[][] Columns, int[] States);
