using Akka.Actor;

namespace Akka.Tests.Races;

internal sealed class Subject(IActorRef ledger) : UntypedActor
{
    protected override void OnReceive(object message)
    {
        if (message is Exception fault)
            throw fault;
        ledger.Tell(message, Self);
    }
}

/// <summary>Watches twice, stops watching in between, and owes the ledger a token for the one notice that it may get.</summary>
internal sealed class Watcher(IActorRef subject, IActorRef ledger, Ledger.Token owed) : UntypedActor
{
    protected override void PreStart()
    {
        Context.Watch(subject);
        Context.Unwatch(subject);
        Context.Watch(subject);
    }

    protected override void OnReceive(object message) => ledger.Tell(message is Terminated ? owed : new Ledger.Token(-1), Self);
}

internal sealed class Stashing(IActorRef ledger) : UntypedActorWithUnboundedStash
{
    protected override void OnReceive(object message)
    {
        if (message is Exception fault)
            throw fault;
        if (message is not "open")
        {
            Stash.Stash();
            return;
        }

        Stash.UnstashAll();
        Become(next =>
        {
            if (next is Exception fault)
                throw fault;
            ledger.Tell(next, Self);
        });
    }
}

internal sealed class Answering : UntypedActor
{
    protected override void OnReceive(object message) => Sender.Tell(message, Self);
}

/// <summary>Ticks with the number of its incarnation; a tick of a former one is a token that nobody expects.</summary>
internal sealed class Ticking : UntypedActor, IWithTimers
{
    private readonly IActorRef _ledger;
    private readonly int _incarnation;
    private readonly int _tokens;
    private int _next;

    public Ticking(IActorRef ledger, Scenario.StrongBox incarnations, int tokens)
    {
        _ledger = ledger;
        _tokens = tokens;
        _incarnation = ++incarnations.Value;
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer("tick", _incarnation, TimeSpan.FromMilliseconds(20));

    protected override void OnReceive(object message)
    {
        if (message is Exception fault)
            throw fault;
        if (message is int incarnation && incarnation != _incarnation)
            _ledger.Tell(new Ledger.Token(-1), Self);
        else if (_next < _tokens)
            Count();
    }

    private void Count()
    {
        // Tokens are counted in one go: an incarnation that is replaced half-way would count some of them twice.
        while (_next < _tokens)
            _ledger.Tell(new Ledger.Token(_next++), Self);
        Context.Stop(Self);
    }
}

/// <summary>Handles moods and no tokens, in every state.</summary>
internal sealed class Moody : ReceiveActor
{
    public Moody() => Moods();

    private void Moods()
    {
        Receive<Exception>(fault => throw fault);
        Receive<string>(mood => mood == "become", _ => Become(Moods));
        Receive<string>(mood => mood == "stack", _ => BecomeStacked(Moods));
        Receive<string>(mood => mood == "pop", _ => UnbecomeStacked());
        ReceiveAsync<string>(mood => mood == "await", async _ => await Self.Ask<ActorIdentity>(new Identify(1), TimeSpan.FromMilliseconds(5)).ContinueWith(_ => { }, TaskContinuationOptions.ExecuteSynchronously));
    }
}

/// <summary>Stops its child and makes another of the same name when it has stopped, until every token was sent to one of them.</summary>
internal sealed class Renewing(IActorRef ledger, int tokens) : UntypedActor
{
    private int _next;

    protected override void PreStart() => Renew();

    protected override void OnReceive(object message)
    {
        if (message is Terminated && _next < tokens)
            Renew();
    }

    private void Renew()
    {
        var child = Context.Watch(Context.ActorOf(Props.Create(() => new Subject(ledger)), "child"));
        child.Tell(new Ledger.Token(_next++), Self);
        Context.Stop(child);
        child.Tell(new Ledger.Token(_next++), Self);
    }
}
