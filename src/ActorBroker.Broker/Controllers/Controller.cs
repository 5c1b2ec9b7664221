using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Broker.Nodes;
using ActorBroker.Machines.Controller;
using ActorBroker.Machines.Metadata;
using Akka.Actor;
using Akka.Event;
using Akka.Persistence;

namespace ActorBroker.Broker.Controllers;

/// <summary>
/// Carries out what the <see cref="ControllerMachine"/> decides: one command at a time, its events persisted before they count, and answered
/// after; and lets brokers pull what happened.
/// </summary>
/// <remarks>
/// The journal's sequence numbers are the metadata's offsets. It begins to act with its recovery, under an epoch that is higher than that of
/// every controller before it in the same journal. When persisting fails it stops, and its supervisor starts another after
/// a while.
/// </remarks>
internal sealed class Controller : UntypedPersistentActor, IWithTimers
{
    private const int RecentEventsMax = 10_000;

    private readonly ControllerContext _context;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly RecentEvents _recent = new(RecentEventsMax);
    private readonly Dictionary<IActorRef, MetadataOffset> _pulls = [];
    private MetadataImage _recovered = MetadataImage.Empty;
    private ControllerMachine? _machine;
    private long _snapshotAt;

    public Controller(ControllerContext context)
    {
        _context = context;
        JournalPluginId = context.JournalPluginId;
        SnapshotPluginId = context.SnapshotPluginId;
    }

    public override string PersistenceId => "controller";

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void OnRecover(object message)
    {
        switch (message)
        {
            case SnapshotOffer { Snapshot: MetadataImage image }:
                _recovered = image;
                _recent.StartAt(image.Offset);
                _snapshotAt = image.Offset.Value;
                break;
            case MetadataEvent happened:
                var offset = new MetadataOffset(LastSequenceNr);
                _recovered = _recovered.Apply(offset, happened);
                _recent.Add(offset, happened);
                break;
            case RecoveryCompleted:
                TakeControl();
                break;
        }
    }

    protected override void OnRecoveryFailure(Exception reason, object? message = null)
    {
        base.OnRecoveryFailure(reason, message);
        Context.System.EventStream.Publish(new MemoryUnreadable(PersistenceId, reason));
    }

    protected override void OnCommand(object message)
    {
        switch (message)
        {
            case ControllerRequest request:
                Decide(request.Command, Sender);
                break;
            case PullMetadata pull:
                _pulls[Sender] = pull.After;
                Answer(Sender, pull.After);
                break;
            case ControllerTimer.RestorePreferredLeaders:
                Decide(new RestorePreferredLeaders(), null);
                break;
            case SaveSnapshotSuccess saved:
                DeleteMessages(saved.Metadata.SequenceNr);
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
                break;
            case SaveSnapshotFailure failure:
                _logger.Warning("No snapshot of the cluster's state was taken at {Offset}: {Cause}", failure.Metadata.SequenceNr, failure.Cause.Message);
                break;
            case DeleteMessagesSuccess or DeleteSnapshotsSuccess:
                break;
            case DeleteMessagesFailure or DeleteSnapshotsFailure:
                _logger.Warning("What the newest snapshot replaces could not be deleted: {Failure}", message);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void TakeControl()
    {
        _machine = new ControllerMachine(_recovered.ControllerEpoch.Next, _context.Options, _context.Definitions, _recovered);
        Decide(new TakeControl(_context.NewClusterId()), null);
    }

    private void Decide(ControllerCommand command, IActorRef? asker)
    {
        var decision = _machine!.Decide(command, Context.System.Scheduler.Now);
        if (decision.MustStepDown)
            Context.Stop(Self);
        if (decision.Events.IsEmpty)
            Complete(decision, asker);
        else
            Commit(decision, asker);
    }

    private void Commit(ControllerDecision decision, IActorRef? asker)
    {
        var left = decision.Events.Length;
        PersistAll(decision.Events, happened =>
        {
            var offset = new MetadataOffset(LastSequenceNr);
            _machine!.Apply(offset, happened);
            _recent.Add(offset, happened);
            if (--left > 0)
                return;

            Complete(decision, asker);
            AnswerPulls();
            SnapshotWhenDue();
        });
    }

    private void Complete(ControllerDecision decision, IActorRef? asker)
    {
        asker?.Tell(new ControllerAnswer(decision.Reply, _machine!.Image.Offset));
        foreach (var reminder in decision.Reminders)
            Timers.StartSingleTimer(reminder.Timer, reminder.Timer, Max(reminder.Due - Context.System.Scheduler.Now, TimeSpan.Zero));
    }

    private void AnswerPulls()
    {
        foreach (var (puller, after) in _pulls.ToArray())
            Answer(puller, after);
    }

    private void Answer(IActorRef puller, MetadataOffset after)
    {
        if (after >= _recent.Last)
            return;

        _pulls.Remove(puller);
        puller.Tell(_recent.After(after) is { } steps
            ? new MetadataDelta(null, steps)
            : new MetadataDelta(_machine!.Image, ImmutableArray<MetadataStep>.Empty));
    }

    private void SnapshotWhenDue()
    {
        if (LastSequenceNr - _snapshotAt < _context.EventsPerSnapshot)
            return;

        _snapshotAt = LastSequenceNr;
        SaveSnapshot(_machine!.Image);
    }

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
