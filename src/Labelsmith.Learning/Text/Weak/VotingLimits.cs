namespace Labelsmith.Learning.Text.Weak;

/// <summary>What a function that takes long keeps to.</summary>
/// <param name="Time">For all texts; null: unbounded.</param>
/// <param name="File">Keeps what it found out, for a run that goes on after a stop; null: nothing does.</param>
/// <param name="Progress">Hears how far it is, 0 to 1; null: nobody does.</param>
internal sealed record VotingLimits(TimeSpan? Time = null, string? File = null, Action<double>? Progress = null);
