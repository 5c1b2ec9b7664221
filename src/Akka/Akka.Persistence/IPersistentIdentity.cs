namespace Akka.Persistence;

/// <summary>Under which name something is persistent, and where.</summary>
public interface IPersistentIdentity
{
    /// <summary>The name of its events and snapshots: unique, and the same for ever.</summary>
    string PersistenceId { get; }

    /// <summary>The journal's place in the configuration; empty for the default one.</summary>
    string JournalPluginId { get; }

    /// <summary>The snapshot store's place in the configuration; empty for the default one.</summary>
    string SnapshotPluginId { get; }
}
