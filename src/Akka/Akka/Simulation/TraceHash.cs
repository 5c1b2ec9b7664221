namespace Akka.Simulation;

/// <summary>A running 64-bit FNV-1a hash of text and numbers, the same in every process.</summary>
internal sealed class TraceHash
{
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(string what, string who, string about, long ticks)
    {
        Add(what);
        Add(who);
        Add(about);
        Mix((ulong)ticks);
    }

    private void Add(string text)
    {
        foreach (var character in text)
            Mix(character);
        Mix(ulong.MaxValue);
    }

    private void Mix(ulong part) => Value = (Value ^ part) * Prime;
}
