namespace ActorBroker.Broker.Doors;

/// <summary>How much memory a broker's partitions may keep of what was just appended, to serve readers out of it. Any thread.</summary>
public sealed class TailMemory
{
    private readonly long _bytesMax;
    private long _bytesInUse;

    /// <param name="bytesMax">The most bytes of lent buffers, as large as they are, not as what is read of them; 0 and up.</param>
    public TailMemory(long bytesMax)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytesMax);
        _bytesMax = bytesMax;
    }

    /// <summary>How much is kept now.</summary>
    public long BytesInUse => Interlocked.Read(ref _bytesInUse);

    /// <summary>Takes room for a buffer; false when there is none, and the buffer is not to be kept.</summary>
    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _bytesInUse, bytes) <= _bytesMax)
            return true;

        Return(bytes);
        return false;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Return(int bytes) => Interlocked.Add(ref _bytesInUse, -bytes);
}
