namespace Labelsmith.Learning.Plans;

/// <summary>What a user wants to be otherwise than a run would choose.</summary>
/// <param name="Name">Of the file, for complaints.</param>
/// <param name="Entries">No key twice.</param>
public sealed record PlanFile(string Name, IReadOnlyList<PlanEntry> Entries);

/// <summary>A key of a plan file with its value.</summary>
/// <param name="Values">One, or those of a list, as they were written.</param>
/// <param name="Line">From 1.</param>
public sealed record PlanEntry(string Key, IReadOnlyList<string> Values, int Line);
