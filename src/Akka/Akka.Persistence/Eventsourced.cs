using Akka.Actor;
using Akka.Dispatch;
using Akka.Event;
using Akka.Persistence.Recovering;

namespace Akka.Persistence;

/// <summary>
/// The base of persistent actors: its state is what its events say. When it starts, or starts anew, it recovers: the
/// youngest snapshot, then every event after it, go to <see cref="ReceiveRecover"/>; commands wait. Then commands go to
/// <see cref="ReceiveCommand"/>, which persists events and changes the state in their handlers.
/// </summary>
/// <remarks>
/// <para>Handlers run in the actor, once their event is durable, in the order of the events, with the command's sender as
/// <c>Sender</c>. Events get the sequence numbers 1, 2, 3, ...</para>
/// <para>If the journal fails to write, <see cref="OnPersistFailure"/> is called and the actor stops: nobody knows what was
/// written. If it rejects an event, <see cref="OnPersistRejected"/> is called and the actor goes on. If recovery fails,
/// <see cref="OnRecoveryFailure"/> is called and the actor stops.</para>
/// </remarks>
public abstract class Eventsourced : ActorBase, IPersistentIdentity, IPersistenceStash, IPersistenceRecovery, ISnapshotter
{
    /// <summary>What a stash gives back to the mailbox when the actor stops: everything but the journal's answers.</summary>
    public static readonly Func<Envelope, bool> UnstashFilterPredicate =
        envelope => envelope.Message is not (WriteMessageSuccess or ReplayedMessage);

    private static int _instances;

    private readonly int _instanceId = Interlocked.Increment(ref _instances);
    private readonly IStash _internalStash;
    private PersistentStash? _stash;
    private PendingWrites? _writes;
    private EventsourcedState _state;
    private ILoggingAdapter? _log;
    private IActorRef? _journal;
    private IActorRef? _snapshotStore;
    private bool _isTaskRunning;

    /// <summary>Called by the runtime.</summary>
    protected Eventsourced()
    {
        Extension = Persistence.Instance.Apply(Context.System);
        _internalStash = Context.CreateStash(GetType());
        _state = new WaitingForPermit(this);
    }

    /// <inheritdoc/>
    public abstract string PersistenceId { get; }

    /// <inheritdoc/>
    public string JournalPluginId { get; protected set; } = "";

    /// <inheritdoc/>
    public string SnapshotPluginId { get; protected set; } = "";

    /// <inheritdoc/>
    public virtual Recovery Recovery => Recovery.Default;

    /// <summary>Commands that the actor's own code puts aside.</summary>
    public IStash Stash
    {
        get => _stash!;
        set => _stash = new PersistentStash(value, _internalStash);
    }

    /// <inheritdoc/>
    public virtual IStashOverflowStrategy InternalStashOverflowStrategy => Extension.DefaultInternalStashOverflowStrategy;

    /// <summary>The journal.</summary>
    /// <exception cref="Configuration.ConfigurationException">It is not configured, or its class does not exist.</exception>
    public IActorRef Journal => _journal ??= Extension.JournalFor(JournalPluginId);

    /// <summary>The snapshot store.</summary>
    /// <exception cref="Configuration.ConfigurationException">Its class does not exist.</exception>
    public IActorRef SnapshotStore => _snapshotStore ??= Extension.SnapshotStoreFor(SnapshotPluginId);

    /// <inheritdoc/>
    public string SnapshotterId => PersistenceId;

    /// <summary>Whether the state is not yet complete.</summary>
    public bool IsRecovering => _state.IsRecovering;

    /// <summary>The sequence number of the last event that was replayed or written; 0 if there is none.</summary>
    public long LastSequenceNr { get; internal set; }

    /// <inheritdoc/>
    public long SnapshotSequenceNr => LastSequenceNr;

    internal PendingWrites Writes => _writes ??= new PendingWrites(PersistenceId, Journal, Self, _instanceId, Extension.RequestSizeMax(JournalPluginId));

    /// <summary>The persistence extension of the actor's system.</summary>
    protected PersistenceExtension Extension { get; }

    /// <summary>Logs in the actor's name.</summary>
    protected virtual ILoggingAdapter Log => _log ??= Context.GetLogger();

    /// <summary>Persists an event. Commands wait until its handler has run.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <exception cref="InvalidOperationException">The actor recovers.</exception>
    public void Persist<TEvent>(TEvent @event, Action<TEvent> handler)
    {
        RefuseWhileRecovering();
        Writes.Add(new StashingHandlerInvocation(@event!, o => handler((TEvent)o)), Sender);
    }

    /// <summary>Persists events all or not at all; the handler runs for each. Commands wait until it has run for the last.</summary>
    /// <typeparam name="TEvent">The events' type.</typeparam>
    /// <exception cref="InvalidOperationException">The actor recovers.</exception>
    public void PersistAll<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        RefuseWhileRecovering();
        Writes.AddAll(events.Select(@event => new StashingHandlerInvocation(@event!, o => handler((TEvent)o))), Sender);
    }

    /// <summary>Persists an event. Commands go on; they may come before the handler.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <exception cref="InvalidOperationException">The actor recovers.</exception>
    public void PersistAsync<TEvent>(TEvent @event, Action<TEvent> handler)
    {
        RefuseWhileRecovering();
        Writes.Add(new AsyncHandlerInvocation(@event!, o => handler((TEvent)o)), Sender);
    }

    /// <summary>Persists events all or not at all; the handler runs for each. Commands go on.</summary>
    /// <typeparam name="TEvent">The events' type.</typeparam>
    /// <exception cref="InvalidOperationException">The actor recovers.</exception>
    public void PersistAllAsync<TEvent>(IEnumerable<TEvent> events, Action<TEvent> handler)
    {
        RefuseWhileRecovering();
        Writes.AddAll(events.Select(@event => new AsyncHandlerInvocation(@event!, o => handler((TEvent)o))), Sender);
    }

    /// <summary>Runs the handler behind all handlers that wait now, at once if none does. The event is not persisted.</summary>
    /// <typeparam name="TEvent">The event's type.</typeparam>
    /// <exception cref="InvalidOperationException">The actor recovers.</exception>
    public void DeferAsync<TEvent>(TEvent evt, Action<TEvent> handler)
    {
        RefuseWhileRecovering();
        if (Writes.IsEmpty)
        {
            handler(evt);
            return;
        }

        Writes.Defer(new AsyncHandlerInvocation(evt!, o => handler((TEvent)o)), Sender);
    }

    /// <summary>Deletes events up to a sequence number. Answered by <see cref="DeleteMessagesSuccess"/> or <see cref="DeleteMessagesFailure"/>.</summary>
    /// <param name="toSequenceNr">Inclusive, at most <see cref="LastSequenceNr"/>; <see cref="long.MaxValue"/> for all events.</param>
    public void DeleteMessages(long toSequenceNr)
    {
        if (toSequenceNr == long.MaxValue || toSequenceNr <= LastSequenceNr)
            Journal.Tell(new DeleteMessagesTo(PersistenceId, toSequenceNr, Self), Self);
        else
            Self.Tell(new DeleteMessagesFailure(new ArgumentOutOfRangeException(nameof(toSequenceNr), toSequenceNr, $"The last event is {LastSequenceNr}."), toSequenceNr), Self);
    }

    /// <inheritdoc/>
    public void LoadSnapshot(string persistenceId, SnapshotSelectionCriteria criteria, long toSequenceNr) =>
        SnapshotStore.Tell(new LoadSnapshot(persistenceId, criteria, toSequenceNr), Self);

    /// <inheritdoc/>
    public void SaveSnapshot(object snapshot) =>
        SnapshotStore.Tell(new SaveSnapshot(new SnapshotMetadata(SnapshotterId, SnapshotSequenceNr), snapshot), Self);

    /// <inheritdoc/>
    public void DeleteSnapshot(long sequenceNr) =>
        SnapshotStore.Tell(new DeleteSnapshot(new SnapshotMetadata(SnapshotterId, sequenceNr)), Self);

    /// <inheritdoc/>
    public void DeleteSnapshots(SnapshotSelectionCriteria criteria) =>
        SnapshotStore.Tell(new DeleteSnapshots(SnapshotterId, criteria), Self);

    /// <summary>Begins the recovery.</summary>
    public override void AroundPreStart()
    {
        AskForRecovery();
        base.AroundPreStart();
    }

    /// <summary>Begins the recovery of the new incarnation.</summary>
    public override void AroundPostRestart(Exception reason, object? message)
    {
        AskForRecovery();
        base.AroundPostRestart(reason, message);
    }

    /// <summary>Gives what is stashed back to the mailbox. <see cref="ActorBase.PreRestart"/> sees the event instead of the journal's answer.</summary>
    public override void AroundPreRestart(Exception cause, object? message)
    {
        ReturnToMailbox();
        base.AroundPreRestart(cause, message switch
        {
            WriteMessageSuccess written => written.Persistent.Payload,
            LoopMessageSuccess deferred => deferred.Message,
            ReplayedMessage replayed => replayed.Persistent.Payload,
            _ => message,
        });
    }

    /// <summary>Gives what is stashed back to the mailbox, from where it goes to dead letters.</summary>
    public override void AroundPostStop()
    {
        ReturnToMailbox();
        base.AroundPostStop();
    }

    /// <summary>Gets the state back: a <see cref="SnapshotOffer"/>, events, and at last <see cref="RecoveryCompleted"/>. Must not have effects outside the state.</summary>
    protected abstract bool ReceiveRecover(object message);

    /// <summary>Handles a command.</summary>
    protected abstract bool ReceiveCommand(object message);

    /// <summary>Called when an event was perhaps not written; then the actor stops. Logs an error.</summary>
    protected virtual void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Log.Error(cause, "Failed to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>Called when the journal refused an event; the actor goes on, without the event's handler. Logs a warning.</summary>
    protected virtual void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Log.Warning(
            cause, "Rejected to persist event type [{0}] with sequence number [{1}] for persistenceId [{2}].", @event.GetType(), sequenceNr, PersistenceId);

    /// <summary>Called when recovery failed; then the actor stops. Logs an error.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="message">The event or snapshot offer whose handler failed; null if the plugin failed.</param>
    protected virtual void OnRecoveryFailure(Exception reason, object? message = null)
    {
        if (message is null)
            Log.Error(reason, "Persistence failure when replaying events for persistenceId [{0}]. Last known sequence number [{1}]", PersistenceId, LastSequenceNr);
        else
            Log.Error(
                reason, "Exception in ReceiveRecover when replaying [{0}] with sequence number [{1}] for persistenceId [{2}]", message.GetType(), LastSequenceNr, PersistenceId);
    }

    /// <summary>Called behind the last replayed event, before <see cref="RecoveryCompleted"/>.</summary>
    protected virtual void OnReplaySuccess()
    {
    }

    /// <summary>Runs an asynchronous action; no other message is handled before it has ended.</summary>
    /// <exception cref="NotSupportedException">One is already running.</exception>
    protected void RunTask(Func<Task> action)
    {
        if (_isTaskRunning)
            throw new NotSupportedException("A task that a persistent actor runs cannot run another one.");
        ActorTaskScheduler.RunTask(() => action() is { IsCompleted: false } running ? EndCommandAfter(running) : Task.CompletedTask);
    }

    /// <inheritdoc/>
    protected internal override bool AroundReceive(Receive receive, object message)
    {
        _state.Receive(receive, message);
        return true;
    }

    /// <summary>What persistence itself sends is not worth an <see cref="UnhandledMessage"/>; its failures are logged as warnings.</summary>
    protected override void Unhandled(object message)
    {
        var (what, cause) = message switch
        {
            SaveSnapshotFailure failure => ($"save the snapshot {failure.Metadata}", failure.Cause),
            DeleteSnapshotFailure failure => ($"delete the snapshot {failure.Metadata}", failure.Cause),
            DeleteSnapshotsFailure failure => ($"delete snapshots {failure.Criteria}", failure.Cause),
            DeleteMessagesFailure failure => ($"delete events up to {failure.ToSequenceNr}", failure.Cause),
            _ => ("", null),
        };
        if (cause is not null)
            Log.Warning(cause, "Failed to {0} of persistenceId [{1}].", what, PersistenceId);
        else if (message is not RecoveryCompleted)
            base.Unhandled(message);
    }

    internal static ActorSystem CurrentSystem() => Context.System;

    internal IActorRef SelfReference() => Self;

    internal bool IsOfThisInstance(int instanceId) => instanceId == _instanceId;

    internal void ChangeState(EventsourcedState state)
    {
        _state.Leave();
        _state = state;
    }

    internal void Handle(Receive receive, object message) => base.AroundReceive(receive, message);

    internal void HandleRecovery(object message) => base.AroundReceive(ReceiveRecover, message);

    internal void EventsAreReplayed(long highestSequenceNr)
    {
        OnReplaySuccess();
        Writes.LastSequenceNr = LastSequenceNr = highestSequenceNr;
    }

    internal void Reject(WriteMessageRejected no) => OnPersistRejected(no.Cause, no.Persistent.Payload, no.Persistent.SequenceNr);

    internal void FailWrite(WriteMessageFailure failure)
    {
        try
        {
            OnPersistFailure(failure.Cause, failure.Persistent.Payload, failure.Persistent.SequenceNr);
        }
        finally
        {
            Context.Stop(Self);
        }
    }

    internal void FailRecovery(Exception cause, object? message = null)
    {
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
            ReturnPermit();
        }
    }

    internal void ReturnPermit() => Extension.RecoveryPermitter.Tell(ReturnRecoveryPermit.Instance, Self);

    /// <summary>A command has been handled: its events go to the journal, and the next stashed command may come; all, if it failed.</summary>
    internal void EndCommand(bool isFailed)
    {
        if (_isTaskRunning)
            return;

        Writes.Flush();
        if (Writes.StashingCount > 0)
            ChangeState(new PersistingEvents(this));
        else if (isFailed)
            _internalStash.UnstashAll();
        else
            _internalStash.Unstash();
    }

    internal void StashInternally(object message)
    {
        // The journal's answers come here only while the actor recovers, and then to questions of an earlier incarnation.
        if (message is IJournalResponse)
            return;

        try
        {
            _internalStash.Stash();
        }
        catch (StashOverflowException) when (InternalStashOverflowStrategy is not ThrowOverflowExceptionStrategy)
        {
            if (InternalStashOverflowStrategy is ReplyToStrategy reply)
                Sender.Tell(reply.Response, Self);
            else
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
        }
    }

    private void AskForRecovery()
    {
        if (string.IsNullOrEmpty(PersistenceId))
            throw new ActorInitializationException($"The PersistenceId of the persistent actor {Self.Path} is null or empty.");

        // A plugin that cannot be made is an error of this actor at its start, not of its first event.
        _ = (Journal, SnapshotStore);
        Extension.RecoveryPermitter.Tell(RequestRecoveryPermit.Instance, Self);
        ChangeState(new WaitingForPermit(this));
    }

    private void RefuseWhileRecovering()
    {
        if (IsRecovering)
            throw new InvalidOperationException("Cannot persist during replay. Events can be persisted when receiving RecoveryCompleted or later.");
    }

    private async Task EndCommandAfter(Task running)
    {
        _isTaskRunning = true;
        var isFailed = true;
        try
        {
            await running;
            isFailed = false;
        }
        finally
        {
            _isTaskRunning = false;
            EndCommand(isFailed);
        }
    }

    private void ReturnToMailbox()
    {
        _state.Leave();
        _writes?.Flush();
        _internalStash.UnstashAll();
        _stash?.ReturnToMailbox(UnstashFilterPredicate);
    }
}
