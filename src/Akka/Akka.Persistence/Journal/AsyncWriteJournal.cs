using System.Collections.Immutable;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Persistence.Journal;

/// <summary>
/// The base of journals. A journal implements writing, deleting and reading as tasks; their outcomes go to the persistent
/// actors as messages, from whichever thread ends the task. A task that takes longer than <c>circuit-breaker.call-timeout</c> has
/// failed, and after many failures in a row no call is made for a while; reading events has <c>recovery-event-timeout</c> instead.
/// </summary>
public abstract class AsyncWriteJournal : WriteJournalBase, IAsyncRecovery
{
    /// <summary>Whether requests are published on the event stream once they are done, for tests (<c>akka.persistence.publish-plugin-commands</c>).</summary>
    protected readonly bool CanPublish;

    private readonly PluginBreaker _breaker;
    private readonly ReplayFilterMode _filterMode;
    private readonly int _filterWindowSize;
    private readonly int _filterWritersMax;

    /// <summary>Reads the journal's section of the configuration.</summary>
    /// <exception cref="ConfigurationException">The mode of the replay filter is none that there is.</exception>
    protected AsyncWriteJournal()
    {
        var config = Persistence.Instance.Apply(Context.System).JournalConfig(Self);
        _breaker = new PluginBreaker(Context.System, config);
        CanPublish = Context.System.Settings.Config.GetBoolean("akka.persistence.publish-plugin-commands");
        _filterMode = ModeOf(config.GetString("replay-filter.mode", ""));
        _filterWindowSize = config.GetInt("replay-filter.window-size");
        _filterWritersMax = config.GetInt("replay-filter.max-old-writers");
    }

    /// <inheritdoc/>
    public abstract Task ReplayMessagesAsync(
        IActorContext context, string persistenceId, long fromSequenceNr, long toSequenceNr, long max, Action<IPersistentRepresentation> recoveryCallback);

    /// <inheritdoc/>
    public abstract Task<long> ReadHighestSequenceNrAsync(string persistenceId, long fromSequenceNr);

    /// <summary>The one error within an <see cref="AggregateException"/>; any other as it is.</summary>
    protected static Exception TryUnwrapException(Exception e) =>
        e is AggregateException { InnerExceptions: [var only] } ? TryUnwrapException(only) : e;

    /// <summary>Writes events; each <see cref="AtomicWrite"/> whole or not at all. Called one after another, also before the last task has ended.</summary>
    /// <returns>
    /// Ends when all are durable: with null, or with an error for each write that was rejected (and so is not in the
    /// journal) and null for each other one, in their order. Fails if it is not certain that all others were written.
    /// </returns>
    protected abstract Task<IImmutableList<Exception?>?> WriteMessagesAsync(IEnumerable<AtomicWrite> messages);

    /// <summary>Deletes events up to a sequence number, inclusive. The highest sequence number is kept.</summary>
    protected abstract Task DeleteMessagesToAsync(string persistenceId, long toSequenceNr);

    /// <inheritdoc/>
    protected sealed override bool Receive(object message) => ReceiveWriteJournal(message) || ReceivePluginInternal(message);

    /// <summary>Handles a request of a persistent actor; false if the message is none.</summary>
    protected bool ReceiveWriteJournal(object message)
    {
        switch (message)
        {
            case WriteMessages write:
                Write(write);
                return true;
            case ReplayMessages replay:
                Replay(replay);
                return true;
            case DeleteMessagesTo delete:
                Delete(delete);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Handles the journal's own messages; false for those that it does not have.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    private static ReplayFilterMode ModeOf(string mode) => mode switch
    {
        "off" => ReplayFilterMode.Disabled,
        "repair-by-discard-old" => ReplayFilterMode.RepairByDiscardOld,
        "fail" => ReplayFilterMode.Fail,
        "warn" => ReplayFilterMode.Warn,
        _ => throw new ConfigurationException($"replay-filter.mode is '{mode}'; expected off, repair-by-discard-old, fail or warn."),
    };

    private void Write(WriteMessages request)
    {
        var self = Self;
        _breaker.Call(
            () => WriteMessagesAsync(PreparePersistentBatch(request.Messages)),
            rejections => WriteAnswers.Send(request, rejections, self),
            error => WriteAnswers.SendFailure(request, error, self));
    }

    private void Delete(DeleteMessagesTo request)
    {
        var (self, done) = (Self, Published(request));
        _breaker.Call(
            () => DeleteMessagesToAsync(request.PersistenceId, request.ToSequenceNr),
            () =>
            {
                request.PersistentActor.Tell(new DeleteMessagesSuccess(request.ToSequenceNr), self);
                done();
            },
            error => request.PersistentActor.Tell(new DeleteMessagesFailure(error, request.ToSequenceNr), self));
    }

    private void Replay(ReplayMessages request)
    {
        var (self, done) = (Self, Published(request));
        var replay = new EventReplay(this, _breaker, Context, request, AdaptFromJournal, Filter(request, self));
        replay.Run(
            highest =>
            {
                request.PersistentActor.Tell(new RecoverySuccess(highest), self);
                done();
            },
            error => request.PersistentActor.Tell(new ReplayMessagesFailure(error), self));
    }

    private ReplayFilter Filter(ReplayMessages request, IActorRef self) =>
        new(@event => request.PersistentActor.Tell(new ReplayedMessage(@event), self), _filterMode, _filterWindowSize, _filterWritersMax, Context.System);

    private Action Published(object request)
    {
        var stream = Context.System.EventStream;
        return () =>
        {
            if (CanPublish)
                stream.Publish(request);
        };
    }
}
