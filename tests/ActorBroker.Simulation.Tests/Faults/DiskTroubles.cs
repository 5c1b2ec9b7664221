using ActorBroker.Log.Disk;
using ActorBroker.Simulation.Tests.Worlds;

namespace ActorBroker.Simulation.Tests.Faults;

/// <summary>What goes wrong with the machine's disk: single calls that fail, a disk that is full for a while, a crash at a call.</summary>
internal sealed class DiskTroubles(World world)
{
    private double _failingShare;
    private bool _isFull;
    private int _callsLeft;
    private Action? _atCall;

    /// <summary>True when a call has failed since <see cref="Heal"/>.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>
    /// True when a directory could not be flushed, or a failed flush not be marked, and the power has not failed since: no file system that is in such a
    /// state goes on before it is mounted anew.
    /// </summary>
    public bool HasFailedFileSystem { get; set; }

    /// <summary>From now on each of the calls that can fail does so with this probability.</summary>
    public void FailSome(double share) => _failingShare = share;

    /// <summary>From now on whatever needs room fails.</summary>
    public void Fill() => _isFull = true;

    /// <summary>Lets all calls pass again.</summary>
    public void Heal() => (_failingShare, _isFull, _atCall) = (0, false, null);

    /// <summary>What was broken was looked after: the broker was started anew.</summary>
    public void Forget() => HasFailed = false;

    /// <summary>Has something happen in the midst of what the broker does: when so many more calls were made.</summary>
    public void AtCall(int callsBefore, Action happens) => (_callsLeft, _atCall) = (callsBefore, happens);

    /// <summary>Judges a call.</summary>
    public DiskFault? Check(DiskOperation operation)
    {
        if (_atCall is { } happens && _callsLeft-- == 0)
        {
            _atCall = null;
            happens();
            return null;
        }

        var fault = Find(operation.Kind);
        if (fault is null)
            return null;

        HasFailed = true;
        HasFailedFileSystem |= operation.Kind == DiskOperationKind.FlushDirectory || operation.Path.EndsWith("/unflushed", StringComparison.Ordinal);
        world.Note("disk", $"cannot {operation.Verb} {operation.Path}: {fault.Error}");
        return fault;
    }

    private DiskFault? Find(DiskOperationKind kind) => kind switch
    {
        DiskOperationKind.Write when _isFull => world.Random.Next(2) == 0 ? DiskFault.NoSpace : DiskFault.ShortWrite,
        DiskOperationKind.CreateDirectory or DiskOperationKind.Preallocate when _isFull => DiskFault.NoSpace,
        DiskOperationKind.Exists or DiskOperationKind.Length or DiskOperationKind.List or DiskOperationKind.Lock => null,
        _ when _failingShare > 0 && world.Random.NextDouble() < _failingShare => DiskFault.Failed,
        _ => null,
    };
}
