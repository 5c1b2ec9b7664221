namespace ActorBroker.Benchmarks.Wire;

/// <summary>Something that is done over and over.</summary>
/// <param name="name">What it is.</param>
/// <param name="bytes">How many bytes of the protocol one call handles.</param>
/// <param name="call">Does it once.</param>
/// <param name="owned">What it holds meanwhile; null for nothing.</param>
internal sealed class WireCase(string name, long bytes, Action call, IDisposable? owned = null) : IDisposable
{
    public string Name { get; } = name;

    public long Bytes { get; } = bytes;

    public void Call() => call();

    public void Dispose() => owned?.Dispose();
}
