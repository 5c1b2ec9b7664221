namespace Akka.Persistence.Journal;

/// <summary>An adapter for one way, which changes nothing the other way.</summary>
internal sealed class OneWayEventAdapter(IWriteEventAdapter? write, IReadEventAdapter? read) : IEventAdapter
{
    public string Manifest(object evt) => write?.Manifest(evt) ?? "";

    public object ToJournal(object evt) => write?.ToJournal(evt) ?? evt;

    public IEventSequence FromJournal(object evt, string manifest) => read?.FromJournal(evt, manifest) ?? EventSequence.Single(evt);
}
