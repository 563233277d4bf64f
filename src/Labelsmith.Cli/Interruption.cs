using System.Runtime.InteropServices;

namespace Labelsmith.Cli;

/// <summary>Turns Ctrl-C and the polite termination signal into a cancelled token: work ends where it is safe to. A second
/// Ctrl-C ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt),
        ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Interrupt(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true; // we end the process ourselves
            _source.Cancel();
        }
        else
        {
            Environment.Exit(ExitCode.Cancelled);
        }
    }
}
