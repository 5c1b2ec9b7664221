using System.Runtime.InteropServices;

namespace ActorBroker.Server.Running;

/// <summary>SIGINT (Ctrl-C) and SIGTERM: the first of them asks for a stop, the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource<PosixSignal> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals() => _registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];

    /// <summary>Done when the first has come: which.</summary>
    public Task<PosixSignal> Arrived => _arrived.Task;

    /// <summary>Cancelled when the first has come.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Listens no more.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = _arrived.TrySetResult(context.Signal);
        if (context.Cancel)
            _source.Cancel();
    }
}
