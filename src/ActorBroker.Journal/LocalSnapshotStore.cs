using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using ActorBroker.Journal.Snapshots;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Snapshot;

namespace ActorBroker.Journal;

/// <summary>
/// A snapshot store in one log of this node, compacted by key. Configured by <c>actorbroker.snapshot-store.local</c> (see <see cref="LocalJournalConfig"/>),
/// and by <see cref="JournalSetup"/>.
/// </summary>
/// <remarks>
/// <para>A snapshot is saved, or deleted, when that is on the disk; snapshots that come together share a flush.</para>
/// <para>
/// A snapshot that cannot be read fails its actor's recovery with <see cref="UnreadableEntryException"/>: an older one is not given in its place, since the
/// events behind that may have been deleted. What cannot be serialized, or is larger than <c>write-bytes-max</c>, is not saved.
/// </para>
/// <para>Threading: an actor, which appends to the page cache itself; flushes, reads and scans run on the executor.</para>
/// </remarks>
public sealed class LocalSnapshotStore : SnapshotStore
{
    private readonly SnapshotIndex _index = new();
    private readonly PayloadSerializer _payloads;
    private readonly PluginLog _log;

    /// <summary>Called by the runtime with the plugin's section of the configuration.</summary>
    public LocalSnapshotStore(Config config)
    {
        _payloads = new PayloadSerializer(Context.System);
        _log = PluginLog.Open(Context, config, _index);
    }

    /// <inheritdoc />
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _log.Submit(new LoadRequest(_index, _payloads, persistenceId, criteria));

    /// <inheritdoc />
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot) =>
        _log.Submit(new SaveRequest(_index, _payloads, metadata, snapshot));

    /// <inheritdoc />
    protected override Task DeleteAsync(SnapshotMetadata metadata) =>
        _log.Submit(new RemoveRequest(_index, metadata.PersistenceId, metadata.Names));

    /// <inheritdoc />
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) =>
        _log.Submit(new RemoveRequest(_index, persistenceId, criteria.Fits));

    /// <inheritdoc />
    protected override bool ReceivePluginInternal(object message) => _log.Receive(message);

    /// <inheritdoc />
    protected override void PostStop()
    {
        _log.Stop();
        base.PostStop();
    }
}
