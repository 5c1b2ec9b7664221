namespace Akka.Persistence.Journal;

/// <summary>Turns what is in the journal into events: into none, one or several, so that old forms of events stay readable.</summary>
public interface IReadEventAdapter
{
    /// <summary>The events.</summary>
    /// <param name="evt">What is in the journal.</param>
    /// <param name="manifest">What <see cref="IWriteEventAdapter.Manifest"/> gave for it.</param>
    IEventSequence FromJournal(object evt, string manifest);
}
