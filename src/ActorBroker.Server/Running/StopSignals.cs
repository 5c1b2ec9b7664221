using System.Runtime.InteropServices;

namespace ActorBroker.Server.Running;

/// <summary>SIGINT (Ctrl-C) and SIGTERM: the first of them asks for a stop, the second ends the process at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly TaskCompletionSource<PosixSignal> _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        if (!OperatingSystem.IsWindows())
            HeedInterrupts();
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

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

    /// <summary>
    /// A shell without job control starts what runs in its background with SIGINT ignored (POSIX, sh, 2.11), and .NET registers nothing for a signal
    /// that is ignored: the script that started the broker could not stop it so.
    /// </summary>
    private static void HeedInterrupts()
    {
        const int Interrupt = 2;
        const nint Default = 0;
        _ = SetSignal(Interrupt, Default);
    }

    [DllImport("libc", EntryPoint = "signal"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint SetSignal(int signal, nint handler);

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = _arrived.TrySetResult(context.Signal);
        if (context.Cancel)
            _source.Cancel();
    }
}
