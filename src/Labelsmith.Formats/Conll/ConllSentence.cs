namespace Labelsmith.Formats.Conll;

/// <summary>A row of a file of columns.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Fields">At least one.</param>
internal readonly record struct ConllRow(int Line, string[] Fields);

/// <summary>Rows that no empty line parts.</summary>
/// <param name="Line">Of the first row, or of the first comment where there is no row.</param>
/// <param name="Comments">What lines such as <c># text = …</c> say.</param>
internal sealed record ConllSentence(int Line, IReadOnlyDictionary<string, string> Comments, IReadOnlyList<ConllRow> Rows);
