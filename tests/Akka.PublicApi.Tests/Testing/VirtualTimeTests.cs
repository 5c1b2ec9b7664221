using Akka.Actor;
using Akka.PublicApi.Tests.Actors;
using Akka.TestKit;

namespace Akka.PublicApi.Tests.Testing;

public sealed class VirtualTimeTests() : TestKit.Xunit2.TestKit("""
    akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit"
    akka.test.timefactor = 2.0
    """)
{
    private TestScheduler Clock => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Time_passes_when_the_test_says_so()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromHours(1), TestActor, "an hour later", ActorRefs.NoSender);
        Clock.Advance(TimeSpan.FromMinutes(59));
        ExpectNoMsg(20);

        Clock.AdvanceTo(Clock.Now + TimeSpan.FromMinutes(1));

        ExpectMsg("an hour later");
        Assert.Equal(TimeSpan.FromSeconds(2), Dilated(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Actor_behind_a_test_reference_runs_on_the_tests_thread()
    {
        var counting = new TestActorRef<Counting>(Sys, Props.Create(() => new Counting()));

        counting.Tell("one");
        counting.Receive("two", TestActor);

        Assert.Equal(2, counting.UnderlyingActor.Count);
        Assert.Equal(Environment.CurrentManagedThreadId, counting.UnderlyingActor.Thread);
        Assert.Equal(typeof(Greeter), ActorOfAsTestActorRef<Greeter>().UnderlyingActor.GetType());
    }

    [Fact]
    public void Calling_thread_dispatcher_handles_a_message_before_tell_returns()
    {
        var greeter = Sys.ActorOf(Props.Create<Greeter>().WithDispatcher(CallingThreadDispatcher.Id));

        greeter.Tell("Ann", TestActor);

        Assert.True(HasMessages);
        ExpectMsg("Hello Ann");
    }

    private sealed class Counting : UntypedActor
    {
        public int Count { get; private set; }

        public int Thread { get; private set; }

        protected override void OnReceive(object message)
        {
            Count++;
            Thread = Environment.CurrentManagedThreadId;
        }
    }
}
