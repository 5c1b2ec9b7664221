namespace Akka.Persistence.Journal;

/// <summary>Turns events into what the journal is to hold.</summary>
public interface IWriteEventAdapter
{
    /// <summary>A name for the form, written beside it; empty if there is only one.</summary>
    string Manifest(object evt);

    /// <summary>What the journal is to hold.</summary>
    object ToJournal(object evt);
}
