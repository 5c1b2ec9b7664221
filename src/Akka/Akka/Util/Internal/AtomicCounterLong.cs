namespace Akka.Util.Internal;

/// <summary>A 64-bit counter that several threads may move; it wraps.</summary>
public class AtomicCounterLong
{
    private long _value;

    public AtomicCounterLong()
    {
    }

    public AtomicCounterLong(long value) => _value = value;

    public long Current => Interlocked.Read(ref _value);

    public long Next() => Interlocked.Increment(ref _value);

    public long GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    public long IncrementAndGet() => Interlocked.Increment(ref _value);
}
