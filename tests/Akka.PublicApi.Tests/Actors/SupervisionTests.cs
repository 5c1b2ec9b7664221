using Akka.Actor;
using Akka.Pattern;

namespace Akka.PublicApi.Tests.Actors;

public sealed class SupervisionTests() : TestKit.Xunit2.TestKit("akka.loglevel = OFF")
{
    private static readonly InvalidOperationException Fault = new("fault");

    public static TheoryData<string> Strategies => ["one for one", "one for one, in a window", "all for one", "deployable decider", "local decider", "stopping"];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Child_that_throws_is_supervised_by_the_strategy_of_its_parent(string name)
    {
        var parent = Sys.ActorOf(Props.Create(() => new Parent(Strategy(name))));
        var child = Watch(ChildOf(parent));

        child.Tell(Fault);
        child.Tell(new ArgumentException("ends it"));

        ExpectTerminated(child);
    }

    [Fact]
    public void Escalated_failure_reaches_the_grandparent_with_its_cause()
    {
        var grandparent = Sys.ActorOf(Props.Create(() => new Parent(new OneForOneStrategy(cause => Report(cause, TestActor)))));
        grandparent.Tell(Props.Create(() => new Parent(new OneForOneStrategy(_ => Directive.Escalate))), TestActor);
        var parent = ExpectMsg<IActorRef>();

        ChildOf(parent).Tell(Fault);

        Assert.Same(Fault, ExpectMsg<Exception>());
    }

    [Fact]
    public void Strategy_of_the_props_goes_before_that_of_the_class()
    {
        var resuming = new OneForOneStrategy(_ => Directive.Resume);
        var parent = Sys.ActorOf(Props.Create(() => new Parent(SupervisorStrategy.StoppingStrategy)).WithSupervisorStrategy(resuming));
        var child = ChildOf(parent);

        child.Tell(Fault);
        child.Tell("Ann", TestActor);

        ExpectMsg("Hello Ann");
    }

    [Fact]
    public void Backoff_supervisor_starts_a_stopped_child_again()
    {
        var options = Backoff.OnStop(Greeter.Props("Hi"), "child", TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), 0.2)
            .WithAutoReset(TimeSpan.FromSeconds(1))
            .WithMaxNrOfRetries(3)
            .WithReplyWhileStopped("not now")
            .WithDefaultStoppingStrategy();
        var supervisor = Sys.ActorOf(BackoffSupervisor.Props(options));
        supervisor.Tell(BackoffSupervisor.GetCurrentChild.Instance, TestActor);
        var first = Watch(ExpectMsg<BackoffSupervisor.CurrentChild>().Ref);

        first.Tell(PoisonPill.Instance);

        ExpectTerminated(first);
        AwaitAssert(() => Assert.Equal("Hi Ann", supervisor.Ask<string>("Ann", TimeSpan.FromMilliseconds(100)).Result));
        supervisor.Tell(BackoffSupervisor.GetRestartCount.Instance, TestActor);
        Assert.True(ExpectMsg<BackoffSupervisor.RestartCount>().Count <= 1);
    }

    [Fact]
    public void Backoff_supervisor_starts_a_failed_child_again_until_it_resets_by_hand()
    {
        var options = Backoff.OnFailure(Greeter.Props("Hi"), "child", TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), 0.2, maxNrOfRetries: 5)
            .WithManualReset()
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Restart))
            .WithFinalStopMessage(message => message is "the end");
        var supervisor = Watch(Sys.ActorOf(BackoffSupervisor.Props(options)));

        supervisor.Tell(Fault);
        AwaitAssert(() => Assert.Equal("Hi Ann", supervisor.Ask<string>("Ann", TimeSpan.FromMilliseconds(100)).Result));
        supervisor.Tell(BackoffSupervisor.Reset.Instance);
        supervisor.Tell("the end", ActorRefs.NoSender);
        supervisor.Tell(PoisonPill.Instance);

        ExpectTerminated(supervisor);
    }

    private static SupervisorStrategy Strategy(string name) => name switch
    {
        "one for one" => new OneForOneStrategy(Decide),
        "one for one, in a window" => new OneForOneStrategy(1, TimeSpan.FromMinutes(1), _ => Directive.Restart),
        "all for one" => new AllForOneStrategy(3, (int)TimeSpan.FromMinutes(1).TotalMilliseconds, Decide),
        "deployable decider" => new OneForOneStrategy(Decider.From(Directive.Restart, Directive.Stop.When<ArgumentException>())),
        "local decider" => new AllForOneStrategy(Decider.From(Decide)),
        _ => SupervisorStrategy.StoppingStrategy,
    };

    private static Directive Decide(Exception cause) => cause is ArgumentException ? Directive.Stop : Directive.Resume;

    private static Directive Report(Exception cause, IActorRef reader)
    {
        reader.Tell(cause);
        return Directive.Stop;
    }

    private IActorRef ChildOf(IActorRef parent)
    {
        parent.Tell(Greeter.Props("Hello"), TestActor);
        return ExpectMsg<IActorRef>();
    }

    private sealed class Parent(SupervisorStrategy strategy) : UntypedActor
    {
        protected override SupervisorStrategy SupervisorStrategy() => strategy;

        protected override void OnReceive(object message) => Sender.Tell(Context.ActorOf((Props)message), Self);
    }
}
