namespace ActorBroker.Log.Producers;

/// <summary>Counts how often an index was cut: raised before its file is touched, so that who read meanwhile sees it afterwards.</summary>
internal sealed class TransactionIndexCuts
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public void Add() => Interlocked.Increment(ref _count);
}
