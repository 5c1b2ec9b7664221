using Akka.Actor;

namespace Akka.PublicApi.Tests.Actors;

public sealed class StashAndTimerTests() : TestKit.Xunit2.TestKit("""
    akka.loglevel = OFF
    small-stash { mailbox-type = "Akka.Dispatch.BoundedDequeBasedMailbox, Akka", mailbox-capacity = 10, mailbox-push-timeout-time = 1 s, stash-capacity = 1 }
    """)
{
    [Fact]
    public void Stashed_messages_come_back_in_order_one_or_all()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor)));
        foreach (var message in (string[])["a", "b", "c", "one", "open"])
            actor.Tell(message);

        Assert.Equal(["stashed 3", "a", "b", "c"], ReceiveN(4).Cast<string>());
    }

    [Fact]
    public void Bounded_stash_throws_when_it_is_full()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Bounded(TestActor)).WithMailbox("small-stash")));
        actor.Tell("a");

        actor.Tell("b");

        Assert.IsType<StashOverflowException>(ExpectMsg<Exception>());
    }

    [Fact]
    public void Capacity_of_a_stash_can_be_given_by_the_props()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Bounded(TestActor)).WithStashCapacity(2));
        foreach (var message in (string[])["a", "b", "c"])
            actor.Tell(message);

        Assert.IsType<StashOverflowException>(ExpectMsg<Exception>());
    }

    [Fact]
    public void Timers_of_an_actor_fire_once_or_often_and_end_when_cancelled()
    {
        Sys.ActorOf(Props.Create(() => new Ticking(TestActor)));

        ExpectMsg("once");
        ReceiveN(3);
        ExpectMsg("over");
        ExpectNoMsg(50);
    }

    private sealed class Waiting(IActorRef reader) : UntypedActorWithStash
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "one":
                    reader.Tell($"stashed {Stash.Count}");
                    break;
                case "open":
                    Become(Open);
                    Stash.UnstashAll();
                    break;
                default:
                    Stash.Stash();
                    break;
            }
        }

        private void Open(object message) => reader.Tell(message);
    }

    private sealed class Bounded(IActorRef reader) : UntypedActor, IWithBoundedStash
    {
        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            try
            {
                Stash.Stash();
            }
            catch (StashOverflowException full)
            {
                reader.Tell(full);
            }
        }
    }

    private sealed class Ticking : ReceiveActor, IWithTimers, IWithUnboundedStash
    {
        private int _ticks;

        public Ticking(IActorRef reader)
        {
            Receive<string>(text => text == "tick", _ => Tick(reader));
            ReceiveAny(reader.Tell);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        public IStash Stash { get; set; } = null!;

        protected override void PreStart()
        {
            Timers.StartSingleTimer("single", "replaced", TimeSpan.Zero);
            Timers.StartSingleTimer("single", "once", TimeSpan.FromMilliseconds(1));
            Timers.StartPeriodicTimer("cancelled", "never", TimeSpan.FromMilliseconds(1));
            Timers.Cancel("cancelled");
            Timers.StartPeriodicTimer("tick", "tick", TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(5));
        }

        private void Tick(IActorRef reader)
        {
            reader.Tell(Timers.IsTimerActive("tick"));
            if (++_ticks < 3)
                return;
            Timers.CancelAll();
            reader.Tell("over");
        }
    }
}
