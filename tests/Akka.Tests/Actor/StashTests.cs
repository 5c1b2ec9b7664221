using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Stash".</summary>
public sealed class StashTests : IDisposable
{
    private readonly Stage _stage = new(hocon: "small { mailbox-type = \"Akka.Dispatch.BoundedDequeBasedMailbox\", mailbox-capacity = 100, stash-capacity = 2 }");
    private readonly List<string> _got = [];

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Unstashed_messages_come_back_in_order_before_all_others()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Gate(_got)));

        _stage.Tell(actor, "1", "2", "open", "3");

        Assert.Equal(["1", "2", "3"], _got);
    }

    [Fact]
    public void Unstashed_message_keeps_its_sender()
    {
        var probe = _stage.Probe();
        var actor = _stage.System.ActorOf(Props.Create(() => new Gate(_got)));
        actor.Tell("1", probe.Ref);

        _stage.Tell(actor, "open");

        Assert.Equal(["answer to 1"], probe.Received);
    }

    [Fact]
    public void Stash_beyond_its_capacity_throws()
    {
        Exception? failure = null;
        var parent = _stage.System.ActorOf(Parent.Deciding(e =>
        {
            failure = e;
            return Directive.Resume;
        }));
        IActorRef actor = ActorRefs.Nobody;
        _stage.Tell(parent, new Parent.MakeChild(Props.Create(() => new BoundedGate()).WithMailbox("small"), "gate", made => actor = made));

        _stage.Tell(actor, "1", "2", "3");

        Assert.IsType<StashOverflowException>(failure);
    }

    [Fact]
    public void Same_message_cannot_be_stashed_twice()
    {
        Exception? failure = null;
        var parent = _stage.System.ActorOf(Parent.Deciding(e =>
        {
            failure = e;
            return Directive.Resume;
        }));
        IActorRef actor = ActorRefs.Nobody;
        _stage.Tell(parent, new Parent.MakeChild(Props.Create(() => new Gate(_got)), "gate", made => actor = made));

        _stage.Tell(actor, "twice");

        Assert.IsType<IllegalActorStateException>(failure);
    }

    [Fact]
    public void Restart_gives_the_stash_back_to_the_mailbox()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Gate(_got)));

        _stage.Tell(actor, "1", "throw", "open");

        Assert.Equal(["1"], _got);
    }

    [Fact]
    public void Stop_sends_the_stash_to_dead_letters()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Gate(_got)));

        _stage.Tell(actor, "1", PoisonPill.Instance);

        Assert.Contains("1", _stage.DeadLetters);
    }

    [Fact]
    public void Stash_can_be_filtered_and_cleared()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Gate(_got)));

        _stage.Tell(actor, "keep", "drop", "filter", "open");

        Assert.Equal(["keep"], _got);
    }

    private sealed class BoundedGate : UntypedActor, IWithBoundedStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message) => Stash.Stash();
    }

    private sealed class Gate(List<string> got) : UntypedActorWithUnboundedStash
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "throw":
                    throw new InvalidOperationException("x");
                case "filter":
                    Stash.UnstashAll(envelope => envelope.Message is "keep");
                    break;
                case "open":
                    Stash.UnstashAll();
                    Become(Open);
                    break;
                case "twice":
                    Stash.Stash();
                    Stash.Stash();
                    break;
                default:
                    Stash.Stash();
                    break;
            }
        }

        private void Open(object message)
        {
            got.Add((string)message);
            Sender.Tell($"answer to {message}", Self);
        }
    }
}
