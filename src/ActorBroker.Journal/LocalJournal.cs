using System.Collections.Immutable;
using ActorBroker.Journal.Events;
using ActorBroker.Journal.Payloads;
using ActorBroker.Journal.Plugins;
using Akka.Configuration;
using Akka.Persistence;
using Akka.Persistence.Journal;

namespace ActorBroker.Journal;

/// <summary>
/// A journal in one log of this node, for all its persistent actors: writes that come together are appended with one write and made durable with one flush.
/// Configured by <c>actorbroker.journal.local</c> (see <see cref="LocalJournalConfig"/>), and by <see cref="JournalSetup"/>.
/// </summary>
/// <remarks>
/// <para>A write is answered when it is on the disk. The events of one <c>PersistAll</c> lie in one batch: after a crash all of them are there, or none.</para>
/// <para>
/// Rejected is what cannot be serialized, or is too large (<see cref="OversizedWriteException"/>); a write fails when the disk fails, when the journal has
/// failed before (<see cref="PluginFailed"/>), and when its numbers do not rise (<see cref="StaleSequenceNumberException"/>). A replay fails with
/// <see cref="UnreadableEntryException"/> for the actor whose event cannot be read, and for no other. Tags are not kept: there are no queries.
/// </para>
/// <para>Threading: an actor, which appends to the page cache itself; flushes, reads and scans run on the executor.</para>
/// </remarks>
public sealed class LocalJournal : AsyncWriteJournal
{
    private readonly EventIndex _index = new();
    private readonly PayloadSerializer _payloads;
    private readonly WriteEncoding _encoding;
    private readonly PluginLog _log;

    /// <summary>Called by the runtime with the plugin's section of the configuration.</summary>
    public LocalJournal(Config config)
    {
        _payloads = new PayloadSerializer(Context.System);
        _encoding = new WriteEncoding(_payloads);
        _log = PluginLog.Open(Context, config, _index);
    }

    /// <inheritdoc />
    public override Task ReplayMessagesAsync(
        Akka.Actor.IActorContext context,
        string persistenceId,
        long fromSequenceNr,
        long toSequenceNr,
        long max,
        Action<IPersistentRepresentation> recoveryCallback) =>
        _log.Submit(new ReplayRequest(_index, _payloads, new ReplayRange(persistenceId, fromSequenceNr, toSequenceNr, max), recoveryCallback));

    /// <inheritdoc />
    public override Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr) =>
        _log.Submit(new HighestSequenceNrRequest(_index, persistenceId));

    /// <inheritdoc />
    protected override Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages) =>
        _log.Submit(new WriteRequest(_index, _encoding, [.. messages]));

    /// <inheritdoc />
    protected override Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr) =>
        _log.Submit(new DeleteRequest(_index, persistenceId, toSequenceNr));

    /// <inheritdoc />
    protected override bool ReceivePluginInternal(object message) => _log.Receive(message);

    /// <inheritdoc />
    protected override void PostStop()
    {
        _log.Stop();
        base.PostStop();
    }
}
