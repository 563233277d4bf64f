namespace Labelsmith.Cli;

/// <summary>What the program returns: a contract, scripts rely on it.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The data or the run failed; one sentence on standard error says what, where, and what to do.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood.</summary>
    public const int Usage = 2;

    /// <summary>Ended by Ctrl-C or a termination signal.</summary>
    public const int Cancelled = 130;
}
