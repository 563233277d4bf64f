namespace Labelsmith.Learning.Plans;

/// <summary>A choice that was made before training, as reports show it.</summary>
/// <param name="Key">As a plan file names it.</param>
/// <param name="Value">As a plan file would say it.</param>
/// <param name="Why">What it is and what it was derived from.</param>
/// <param name="Given">A plan file said so.</param>
public sealed record PlanRow(string Key, string Value, string Why, bool Given);
