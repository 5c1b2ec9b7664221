using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace Akka.PublicApi.Tests.Configuring;

public sealed class MailboxAndDispatcherTests() : TestKit.Xunit2.TestKit($$"""
    akka.loglevel = OFF
    akka.actor.deployment {
      /deployed { dispatcher = pool-of-two, mailbox = urgent-first }
      "/family/*" { dispatcher = own-thread }
    }
    few { mailbox-type = "Akka.Dispatch.BoundedMailbox, Akka", mailbox-capacity = 1, mailbox-push-timeout-time = 0 s }
    few-at-both-ends { mailbox-type = "Akka.Dispatch.BoundedDequeBasedMailbox, Akka", mailbox-capacity = 1, mailbox-push-timeout-time = 0 s }
    both-ends { mailbox-type = "Akka.Dispatch.UnboundedDequeBasedMailbox, Akka" }
    plain { mailbox-type = "Akka.Dispatch.UnboundedMailbox, Akka" }
    urgent-first { mailbox-type = "{{typeof(UrgentFirst).AssemblyQualifiedName}}" }
    pool { type = Dispatcher, executor = thread-pool-executor, throughput = 5, throughput-deadline-time = 1 s }
    pool-of-two { type = ForkJoinDispatcher, throughput = 1, dedicated-thread-pool.thread-count = 2 }
    forked { type = Dispatcher, executor = fork-join-executor }
    own-thread { type = PinnedDispatcher }
    """)
{
    [Theory]
    [InlineData("few")]
    [InlineData("few-at-both-ends")]
    public void Bounded_mailbox_reports_what_it_has_no_room_for(string mailbox)
    {
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));
        var (actor, gate) = Blocked(mailbox);

        actor.Tell("fits", TestActor);
        actor.Tell("does not fit", TestActor);

        Assert.Equal("does not fit", ExpectMsg<DeadLetter>().Message);
        gate.Open();
        ExpectMsg("fits");
    }

    [Theory]
    [InlineData("urgent-first", "urgent", "later")]
    [InlineData("plain", "later", "urgent")]
    [InlineData("both-ends", "later", "urgent")]
    [InlineData("akka.actor.default-mailbox", "later", "urgent")]
    public void Mailbox_decides_the_order(string mailbox, string first, string second)
    {
        var (actor, gate) = Blocked(mailbox);
        actor.Tell("later", TestActor);
        actor.Tell("urgent", TestActor);

        gate.Open();

        ExpectMsg(first);
        ExpectMsg(second);
    }

    [Theory]
    [InlineData("akka.actor.default-dispatcher")]
    [InlineData("pool")]
    [InlineData("pool-of-two")]
    [InlineData("forked")]
    [InlineData("own-thread")]
    [InlineData("akka.test.calling-thread-dispatcher")]
    public void Actor_lives_on_the_dispatcher_that_it_is_given(string dispatcher)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Telling()).WithDispatcher(dispatcher));

        actor.Tell("dispatcher", TestActor);

        Assert.Equal(Sys.Dispatchers.Lookup(dispatcher).Throughput, ExpectMsg<int>());
    }

    [Fact]
    public void Deployment_in_the_configuration_goes_by_the_path()
    {
        Sys.ActorOf(Props.Create(() => new Telling()), "deployed").Tell("dispatcher", TestActor);
        ExpectMsg(1);

        Sys.ActorOf(Props.Create(() => new Telling()), "family").Tell("child's thread", TestActor);

        Assert.StartsWith("own-thread", ExpectMsg<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void Class_can_require_a_queue_that_the_configuration_binds()
    {
        var actor = Sys.ActorOf(Props.Create(() => new NeedingBothEnds()));

        actor.Tell("?", TestActor);

        ExpectMsg("unstashed");
    }

    private (IActorRef Actor, TestKit.TestLatch Gate) Blocked(string mailbox)
    {
        var (entered, gate) = (CreateTestLatch(), CreateTestLatch());
        var actor = Sys.ActorOf(Props.Create(() => new Telling()).WithMailbox(mailbox).WithDispatcher("own-thread"));
        actor.Tell((Action)(() =>
        {
            entered.Open();
            gate.Ready(TimeSpan.FromSeconds(20));
        }));
        entered.Ready(TimeSpan.FromSeconds(20));
        return (actor, gate);
    }

    private sealed class Telling : ReceiveActor
    {
        public Telling()
        {
            Receive<Action>(action => action());
            Receive<string>(text => text == "dispatcher", _ => Sender.Tell(Context.Dispatcher.Throughput));
            Receive<string>(text => text == "thread", _ => Sender.Tell(Thread.CurrentThread.Name ?? ""));
            Receive<string>(text => text == "child's thread", _ => Context.ActorOf<Telling>("child").Forward("thread"));
            ReceiveAny(message => Sender.Tell(message));
        }
    }

    private sealed class NeedingBothEnds : UntypedActor, IRequiresMessageQueue<IDequeBasedMessageQueueSemantics>, IWithStash
    {
        private bool _stashed;

        public IStash Stash { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (_stashed)
            {
                Sender.Tell("unstashed", Self);
                return;
            }

            _stashed = true;
            Stash.Stash();
            Stash.Unstash();
        }
    }

    internal sealed class UrgentFirst(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is "urgent" ? 0 : 1;
    }
}
