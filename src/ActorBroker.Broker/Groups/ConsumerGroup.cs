using System.Collections.Immutable;
using ActorBroker.Broker.Doors;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using Akka.Actor;
using Akka.Event;

namespace ActorBroker.Broker.Groups;

/// <summary>One group: carries out what <see cref="GroupMachine"/> decides. Child of its shard, which ends it when it cannot write for it any more.</summary>
/// <remarks>What is answered only once it is kept waits for the shard; every request is answered once, also when the group ends.</remarks>
internal sealed class ConsumerGroup : UntypedActor, IWithTimers
{
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(1);

    private readonly string _group;
    private readonly IActorRef _shard;
    private readonly SteadyTime _time;
    private readonly GroupMachine _machine;
    private readonly ILoggingAdapter _logger = Context.GetLogger();
    private readonly Dictionary<long, IGroupReceiver> _waiting = [];
    private readonly Queue<GroupDecision> _underWay = [];
    private ListedGroup _listed;
    private DateTimeOffset? _armed;
    private long _ticket;

    public ConsumerGroup(string group, GroupContext context, LoadedGroup loaded, ListedGroup listed, IActorRef shard)
    {
        _group = group;
        _shard = shard;
        _listed = listed;
        _time = new SteadyTime(context.Clock);
        _machine = new GroupMachine(context.Settings.Groups, loaded.Snapshot?.Resume(_time.Now) ?? GroupState.New, loaded.Offsets);
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private bool IsOver => _underWay.Count == 0 && _machine.IsOver;

    protected override void PreStart() => Arm();

    protected override void PostStop() => RefuseAll(ErrorCode.CoordinatorNotAvailable);

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case GroupRequest request:
                Take(request);
                break;
            case RecordsKept:
                OnKept(_underWay.Dequeue());
                break;
            case RecordsRefused:
                CarryOut(_machine.Refuse(_underWay.Dequeue(), _time.Now));
                break;
            case DeadlineTimer:
                _armed = null;
                Do(new CheckDeadlines());
                break;
            case ExpireNow:
                Do(new ExpireOffsets(ConsumerSubscriptions.Of(_machine.State)));
                break;
            case ForgetTopics forget:
                Do(forget);
                break;
            case CloseGroup:
                Close();
                break;
            case UnloadGroup unload:
                RefuseAll(unload.Error);
                Context.Stop(Self);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void Take(GroupRequest request)
    {
        var ticket = ++_ticket;
        _waiting.Add(ticket, request.Receiver);
        var command = request.Command is DeleteOffsets delete
            ? delete with { Subscribed = ConsumerSubscriptions.Of(_machine.State) }
            : request.Command;
        Do(command with { Ticket = ticket });
    }

    private void Do(GroupCommand command) => CarryOut(_machine.Decide(command, _time.Now));

    private void CarryOut(GroupDecision decision)
    {
        var before = _machine.State;
        _machine.Apply(decision);
        Report(before);
        Answer(decision.Answers);
        if (decision.Records.IsEmpty)
            Answer(decision.AnswersWhenKept);
        else
        {
            _underWay.Enqueue(decision);
            _shard.Tell(new WriteRecords(_group, decision.Records), Self);
        }

        Arm();
        if (IsOver)
            _shard.Tell(new GroupOver(_group), Self);
    }

    private void OnKept(GroupDecision decision)
    {
        _machine.Keep(decision.Records);
        Answer(decision.AnswersWhenKept);
        if (decision.WhenKept is { } command)
            Do(command);
        else if (IsOver)
            _shard.Tell(new GroupOver(_group), Self);
    }

    /// <summary>Tells the shard before anybody else hears of a change, so that whoever has an answer finds the group listed so.</summary>
    private void Report(GroupState before)
    {
        var state = _machine.State;
        if (state.Phase != before.Phase && state.Phase == GroupPhase.Stable)
            _logger.Info("Group {Group} is stable: generation {Generation}, {Count} members.", _group, state.Generation, state.Members.Count);

        var listed = new ListedGroup(_group, state.ProtocolType ?? "", state.Phase);
        if (listed == _listed)
            return;

        _listed = listed;
        _shard.Tell(new GroupChanged(listed), Self);
    }

    private void Answer(ImmutableArray<GroupAnswer> answers)
    {
        foreach (var answer in answers)
        {
            if (_waiting.Remove(answer.Ticket, out var receiver))
                receiver.OnAnswered(answer.Reply);
        }
    }

    /// <summary>Sees to it that the group is looked at in time. A timer that turns out to be early looks at nothing and is armed again.</summary>
    private void Arm()
    {
        if (_machine.State.NextDeadline is not { } next || next >= _armed)
            return;

        _armed = next;
        var delay = next - _time.Now + TimerSlack;
        Timers.StartSingleTimer(DeadlineTimer.Instance, DeadlineTimer.Instance, delay > TimerSlack ? delay : TimerSlack);
    }

    private void Close()
    {
        var goesOn = !IsOver;
        _shard.Tell(new GroupClosed(_group, goesOn), Self);
        if (!goesOn)
            Context.Stop(Self);
    }

    private void RefuseAll(ErrorCode error)
    {
        foreach (var receiver in _waiting.Values)
            receiver.OnAnswered(new ErrorReply(error));
        _waiting.Clear();
    }

    private sealed class DeadlineTimer
    {
        public static readonly DeadlineTimer Instance = new();
    }
}
