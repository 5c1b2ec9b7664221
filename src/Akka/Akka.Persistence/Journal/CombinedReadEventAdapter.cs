namespace Akka.Persistence.Journal;

/// <summary>Several adapters for one type: each reads every event, and what they make of it follows one after another. It cannot write.</summary>
public sealed class CombinedReadEventAdapter(IEnumerable<IEventAdapter> adapters) : IEventAdapter
{
    /// <summary>The adapters, in the order in which they read.</summary>
    public IEnumerable<IEventAdapter> Adapters { get; } = [.. adapters];

    /// <inheritdoc/>
    public IEventSequence FromJournal(object evt, string manifest) =>
        EventSequence.Create(Adapters.SelectMany(adapter => adapter.FromJournal(evt, manifest).Events).ToList());

    /// <summary>Refused: which one should write?</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public object ToJournal(object evt) => throw Refused(evt);

    /// <summary>Refused: which one should write?</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public string Manifest(object evt) => throw Refused(evt);

    private static NotSupportedException Refused(object evt) =>
        new($"Several event adapters are bound to {evt.GetType()}; they can read events, but none of them is the one that writes.");
}
