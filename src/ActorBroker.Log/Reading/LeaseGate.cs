namespace ActorBroker.Log.Reading;

/// <summary>
/// Counts the leases on one content of a log. When files of the content are to be changed in place or replaced, the gate is closed:
/// nobody gets a lease through an old view any more.
/// </summary>
/// <remarks>Any thread.</remarks>
internal sealed class LeaseGate
{
    private const int Closed = int.MinValue;

    private int _leases;

    /// <summary>True once the gate was closed.</summary>
    public bool IsClosed => Volatile.Read(ref _leases) < 0;

    /// <summary>Counts a lease; false when the gate is closed.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _leases) > 0)
            return true;

        Interlocked.Decrement(ref _leases);
        return false;
    }

    /// <summary>Ends a lease.</summary>
    public void Exit() => Interlocked.Decrement(ref _leases);

    /// <summary>Closes the gate.</summary>
    /// <returns>True when there is no lease, so that files may be changed in place.</returns>
    public bool Close() => (Interlocked.Add(ref _leases, Closed) & int.MaxValue) == 0;
}
