using Akka.Actor.Internal;
using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>
/// The running part of one actor: it has the mailbox, the present instance of the actor and its behaviour, and hands messages to it.
/// Children are in <see cref="Children"/>, the runtime's messages in <see cref="SystemMessages"/>, watching in <see cref="DeathWatch"/>,
/// and what happens when one throws in <see cref="FaultHandling"/>.
/// </summary>
/// <remarks>
/// Threading: <see cref="SendMessage(Envelope)"/>, <see cref="SendSystemMessage"/> and lookups of children from any thread;
/// all else only from the thread that runs the mailbox. What an ordinary actor does not need is not allocated.
/// </remarks>
public class ActorCell(ActorSystemImpl system, IInternalActorRef self, Props props, MessageDispatcher dispatcher, IInternalActorRef parent)
    : IUntypedActorContext, ICell
{
    /// <summary>The uid of a path whose incarnation is not known.</summary>
    public const int UndefinedUid = 0;

    private Mailbox _mailbox = null!;
    private MessageInHand? _inHand;
    private Children? _children;
    private DeathWatch? _deathWatch;
    private ActorCellExtras? _extras;
    private Receive? _behaviour;
    private int _childCounter;

    public ActorSystem System => SystemImpl;

    public ActorSystemImpl SystemImpl { get; } = system;

    public IActorRef Self { get; } = self;

    public IInternalActorRef Parent { get; } = parent;

    IActorRef IActorContext.Parent => Parent;

    public Props Props { get; } = props;

    public MessageDispatcher Dispatcher { get; } = dispatcher;

    public Mailbox Mailbox => Volatile.Read(ref _mailbox);

    public bool IsTerminated => Mailbox.IsClosed;

    public bool HasMessages => Mailbox.HasMessages;

    public int NumberOfMessages => Mailbox.NumberOfMessages;

    /// <summary>The message in hand; null between messages.</summary>
    public object? CurrentMessage => CurrentEnvelope.Message;

    public IActorRef Sender => CurrentEnvelope.Sender ?? SystemImpl.DeadLetters;

    public TimeSpan? ReceiveTimeout => _extras?.ReceiveTimeout;

    /// <summary>Runs the continuations of this actor's tasks in its mailbox.</summary>
    public virtual ActorTaskScheduler TaskScheduler => Extras.TaskScheduler ??= new ActorTaskScheduler(this);

    internal ActorBase? Actor { get; set; }

    internal Envelope CurrentEnvelope
    {
        get => _inHand?.Envelope ?? _extras?.LeftInHand ?? default;
        set
        {
            if (_inHand is { } inHand)
                inHand.Envelope = value;
            else
                Extras.LeftInHand = value;
        }
    }

    internal Children Children => Volatile.Read(ref _children) ?? MakeChildren();

    internal Children? ChildrenOrNull => Volatile.Read(ref _children);

    internal DeathWatch DeathWatch => _deathWatch ??= new DeathWatch(this);

    internal DeathWatch? DeathWatchOrNull => _deathWatch;

    internal ActorCellExtras Extras => _extras ??= new ActorCellExtras();

    internal ActorCellExtras? ExtrasOrNull => _extras;

    /// <summary>False until the actor was made, or could not be made, for the first time.</summary>
    internal bool HasBegun { get; set; }

    internal bool HasEnded { get; set; }

    /// <summary>False while the actor stops or waits for children before its restart.</summary>
    internal bool IsNormal => !HasEnded && (_children?.IsNormal ?? true);

    internal bool IsTerminating => HasEnded || (_children?.IsTerminating ?? false);

    public static IActorRef? GetCurrentSelfOrNoSender() => InternalCurrentActorCellKeeper.ImplicitSender;

    public static IActorRef? GetCurrentSenderOrNoSender() => InternalCurrentActorCellKeeper.Current?.Sender;

    /// <summary>Makes the mailbox; nothing runs before <see cref="Start"/>.</summary>
    internal void Init(MailboxType mailboxType)
    {
        _mailbox = mailboxType is UnboundedMailbox ? new Mailbox() : new Mailbox(mailboxType.Create(Self, SystemImpl));
        _mailbox.SetActor(this);
    }

    public virtual void Start() => Dispatcher.Attach(this);

    public virtual void SendMessage(Envelope message) =>
        Dispatcher.Dispatch(this, SystemImpl.SerializesMessages ? MessageVerifier.ThroughSerialization(SystemImpl, message) : message);

    public virtual void SendMessage(IActorRef? sender, object message) => SendMessage(new Envelope(message, sender));

    public virtual void SendSystemMessage(ISystemMessage systemMessage) =>
        Dispatcher.SystemDispatch(this, (SystemMessage)systemMessage);

    public void Suspend() => SendSystemMessage(new Suspend());

    public void Resume(Exception? causedByFailure) => SendSystemMessage(new Resume(causedByFailure));

    public void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public void Stop() => SendSystemMessage(new Terminate());

    public virtual IActorRef ActorOf(Props props, string? name = null) => Children.MakeChild(props, name, isSystemService: false);

    public virtual IActorRef AttachChild(Props props, bool isSystemService, string? name = null) =>
        Children.MakeChild(props, name, isSystemService);

    public void Stop(IActorRef child)
    {
        _children?.ShallDie(child);
        ((IInternalActorRef)child).Stop();
    }

    public IEnumerable<IInternalActorRef> GetChildren() => ChildrenOrNull?.All() ?? [];

    IEnumerable<IActorRef> IActorContext.GetChildren() => GetChildren();

    IActorRef IActorContext.Child(string name) => GetSingleChild(name);

    /// <summary>The child of this name, and of this incarnation when the name ends in <c>#uid</c>; <see cref="Nobody"/> when there is none.</summary>
    public IInternalActorRef GetSingleChild(string name) => ChildrenOrNull?.Find(name) ?? ActorRefs.Nobody;

    public ActorSelection ActorSelection(string path) => ActorRefFactoryShared.ActorSelection(path, SystemImpl, Self);

    public ActorSelection ActorSelection(ActorPath path) => ActorRefFactoryShared.ActorSelection(path, SystemImpl);

    public IActorRef Watch(IActorRef subject) => DeathWatch.Watch(subject, default);

    public IActorRef WatchWith(IActorRef subject, object message) => DeathWatch.Watch(subject, new Option<object>(message));

    public IActorRef Unwatch(IActorRef subject) => DeathWatch.Unwatch(subject);

    public void Become(Receive receive) => _behaviour = receive;

    public void BecomeStacked(Receive receive)
    {
        (Extras.Behaviours ??= new Stack<Receive?>()).Push(_behaviour);
        _behaviour = receive;
    }

    /// <summary>Returns to the behaviour below; the lowest one stays.</summary>
    public void UnbecomeStacked()
    {
        if (_extras?.Behaviours is { Count: > 0 } stack)
            _behaviour = stack.Pop();
    }

    void IUntypedActorContext.Become(UntypedReceive receive) => Become(Untyped(receive));

    void IUntypedActorContext.BecomeStacked(UntypedReceive receive) => BecomeStacked(Untyped(receive));

    public void SetReceiveTimeout(TimeSpan? timeout = null)
    {
        if (timeout <= TimeSpan.Zero)
            throw new ArgumentException("A receive timeout must be positive", nameof(timeout));
        Extras.ReceiveTimeout = timeout;
    }

    /// <summary>Starts the receive timeout anew, or ends it when none is set.</summary>
    public void CheckReceiveTimeout(bool reschedule = true) => _extras?.CheckReceiveTimeout(this, reschedule);

    public void UseThreadContext(Action action)
    {
        var before = InternalCurrentActorCellKeeper.Current;
        InternalCurrentActorCellKeeper.Current = this;
        try
        {
            action();
        }
        finally
        {
            InternalCurrentActorCellKeeper.Current = before;
        }
    }

    /// <summary>A thread begins to run the mailbox. A message that an await or a failure left in hand is in hand again.</summary>
    internal void BeginTurn(MessageInHand inHand)
    {
        inHand.Envelope = CurrentEnvelope;
        _inHand = inHand;
    }

    internal void EndTurn()
    {
        var left = CurrentEnvelope;
        _inHand = null;
        if (left.Message is not null || _extras is not null)
            CurrentEnvelope = left;
    }

    /// <summary>Hands one user message to the actor. What it throws goes to <see cref="FaultHandling"/>.</summary>
    internal void InvokeUser(in Envelope envelope)
    {
        CurrentEnvelope = envelope;
        try
        {
            _extras?.BeginMessage(envelope.Message);
            if (envelope.Message is IAutoReceivedMessage)
                AutoReceiveMessage(envelope);
            else
                ReceiveMessage(envelope.Message);
            if (_extras is { ReceiveTimeout: not null })
                _extras.CheckReceiveTimeout(this, reschedule: envelope.Message is not INotInfluenceReceiveTimeout);
            if (_extras is not { AwaitsTask: true })
                CurrentEnvelope = default;
        }
        catch (Exception e)
        {
            FaultHandling.HandleInvokeFailure(this, e);
        }
    }

    internal Mailbox SwapMailbox(Mailbox mailbox) => Interlocked.Exchange(ref _mailbox, mailbox);

    internal string NextChildName() => ChildName.FromCounter(Interlocked.Increment(ref _childCounter) - 1);

    internal ActorBase NewActor()
    {
        _behaviour = null;
        _extras?.Behaviours?.Clear();
        var actor = CreateNewActorInstance();
        if (actor.OverridesAroundReceive)
            _behaviour ??= actor.InvokeReceive;
        return actor;
    }

    /// <summary>Makes an instance with its stash and timers set.</summary>
    /// <exception cref="ActorInitializationException">The producer gave none.</exception>
    protected virtual ActorBase CreateNewActorInstance()
    {
        var actor = Props.NewActor() ?? throw new ActorInitializationException(Self, "The producer of the actor gave null");
        if (actor is IActorStash stashing)
            stashing.Stash = StashFactory.CreateStash(this, stashing);
        if (actor is IWithTimers timing)
            timing.Timers = new TimerScheduler(this);
        if (actor is IInitializableActor initializable)
            initializable.Init();
        return actor;
    }

    protected virtual void ReceiveMessage(object message)
    {
        var behaviour = _behaviour;
        var actor = Actor!;
        if (behaviour is null)
        {
            if (!actor.InvokeReceive(message))
                actor.InvokeUnhandled(message);
        }
        else
        {
            actor.InvokeAroundReceive(behaviour, message);
        }
    }

    protected virtual void AutoReceiveMessage(Envelope envelope)
    {
        if (SystemImpl.Settings.DebugAutoReceive)
            Publish(new Debug(Self.Path.ToString(), Actor!.GetType(), $"received AutoReceiveMessage {envelope}"));
        switch (envelope.Message)
        {
            case Terminated terminated:
                DeathWatch.ReceiveTerminated(terminated);
                break;
            case PoisonPill:
                Stop();
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Identify identify:
                Sender.Tell(new ActorIdentity(identify.MessageId, Self), Self);
                break;
            case ActorSelectionMessage selection:
                Akka.Actor.ActorSelection.Deliver((IInternalActorRef)Self, Sender, selection);
                break;
            case TimerMessage timer:
                ReceiveTimer(timer);
                break;
            default:
                ReceiveMessage(envelope.Message);
                break;
        }
    }

    /// <summary>Gives the actor another message than the one that came, as the message in hand.</summary>
    internal void ReceiveInstead(object message)
    {
        CurrentEnvelope = new Envelope(message, CurrentEnvelope.Sender);
        if (message is IAutoReceivedMessage and not Terminated)
            AutoReceiveMessage(CurrentEnvelope);
        else
            ReceiveMessage(message);
    }

    internal void Publish(object happened) => SystemImpl.EventStream.Publish(happened);

    private static Receive Untyped(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private void ReceiveTimer(TimerMessage timer)
    {
        if (Actor is IWithTimers { Timers: TimerScheduler timers } && timers.Accept(timer))
            ReceiveInstead(timer.Message);
    }

    private Children MakeChildren()
    {
        var children = new Children(this);
        return Interlocked.CompareExchange(ref _children, children, null) ?? children;
    }
}
