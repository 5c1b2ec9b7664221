namespace Akka.Util.Internal;

/// <summary>A 32-bit counter that several threads may move; it wraps.</summary>
public class AtomicCounter
{
    private int _value;

    public AtomicCounter()
    {
    }

    public AtomicCounter(int initialValue) => _value = initialValue;

    public int Current => Volatile.Read(ref _value);

    public int Next() => Interlocked.Increment(ref _value);

    public int GetAndIncrement() => Interlocked.Increment(ref _value) - 1;

    public int IncrementAndGet() => Interlocked.Increment(ref _value);

    public int Decrement() => Interlocked.Decrement(ref _value);
}
