using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": probes, auto-pilots, implicit senders.</summary>
public sealed class ProbeTests : Xunit2.TestKit
{
    [Fact]
    public void Probes_tell_streams_of_messages_apart()
    {
        var one = CreateTestProbe();
        var other = CreateTestProbe("other");

        one.Tell("for one");
        other.Tell("for other");

        other.ExpectMsg("for other");
        one.ExpectMsg("for one");
        ExpectNoMsg(TimeSpan.Zero);
        Assert.EndsWith("/other", other.Ref.Path.ToString());
    }

    [Fact]
    public void Probe_is_equal_to_its_reference_wherever_references_are_compared()
    {
        var probe = CreateTestProbe();
        var known = new HashSet<IActorRef> { probe };

        Assert.Contains(probe.Ref, known);
        Assert.Equal(0, probe.CompareTo(probe.Ref));
        Assert.True(probe.Ref.Equals(probe));
        Assert.Equal(probe.Ref.ToString(), probe.ToString());
    }

    [Fact]
    public async Task Probe_replies_to_the_sender_of_the_last_message()
    {
        var probe = CreateTestProbe();
        var answer = probe.Ref.Ask<string>("question");

        probe.ExpectMsg("question");
        probe.Reply("answer");

        Assert.Equal("answer", await answer);
    }

    [Fact]
    public void Reply_before_a_message_was_examined_is_refused()
    {
        var probe = CreateTestProbe();
        probe.Tell("not examined");

        Assert.Throws<IllegalActorStateException>(() => probe.Reply("x"));
        Assert.Throws<IllegalActorStateException>(() => probe.Forward(TestActor));
    }

    [Fact]
    public void Probe_forwards_the_last_message_with_its_sender()
    {
        var source = CreateTestProbe();
        var middle = CreateTestProbe();
        source.Send(middle, "through");
        middle.ExpectMsg("through");

        middle.Forward(TestActor);
        middle.Forward(TestActor, "instead");

        ExpectMsgFrom(source.Ref, "through");
        ExpectMsgFrom(source.Ref, "instead");
    }

    [Fact]
    public void Probe_watches_other_actors_and_is_watched()
    {
        var probe = CreateTestProbe();
        var target = ActorOf(() => new Watcher(probe, TestActor));
        probe.Watch(target);

        Sys.Stop(probe.Ref);
        ExpectMsg("lost");
        Watch(target);
        target.Tell(PoisonPill.Instance);

        ExpectTerminated(target);
    }

    [Fact]
    public void Probe_is_the_parent_of_actors_that_it_is_asked_for()
    {
        var probe = CreateTestProbe();

        var child = probe.ChildActorOf(Props.Create(() => new Complaining()), "child");
        child.Tell("x");

        Assert.Equal(probe.Ref.Path / "child", child.Path);
        probe.ExpectMsgFrom(child, "told my parent");
    }

    [Fact]
    public void Auto_pilot_sees_messages_before_the_examination_and_keeps_running_or_stops()
    {
        var probe = CreateTestProbe();
        probe.SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"{message}!");
            return message is "stop" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));

        foreach (var message in (string[])["a", "b", "stop", "c"])
            probe.Ref.Tell(message, TestActor);

        Assert.Equal(["a!", "b!", "stop!"], ReceiveN(3));
        ExpectNoMsg(TimeSpan.Zero);
        Assert.Equal(["a", "b", "stop", "c"], probe.ReceiveN(4));
    }

    [Fact]
    public void Auto_pilot_may_hand_over_to_another()
    {
        var second = new DelegateAutoPilot((sender, _) =>
        {
            sender.Tell("second");
            return AutoPilot.KeepRunning;
        });
        SetAutoPilot(new DelegateAutoPilot((sender, _) =>
        {
            sender.Tell("first");
            return second;
        }));
        var probe = CreateTestProbe();

        for (var i = 0; i < 3; i++)
            probe.Send(TestActor, i);

        Assert.Equal(["first", "second", "second"], probe.ReceiveN(3));
    }

    [Fact]
    public void What_the_test_sends_comes_from_the_test_actor()
    {
        var probe = CreateTestProbe();

        probe.Tell("x");

        probe.ExpectMsgFrom(TestActor, "x");
    }

    [Fact]
    public void What_an_actor_sends_in_the_tests_thread_comes_from_the_actor()
    {
        var forwarding = ActorOf(Props.Create(() => new Passing(TestActor)).WithDispatcher(CallingThreadDispatcher.Id));

        forwarding.Tell("x");

        ExpectMsgFrom(forwarding, "x");
    }

    [Fact]
    public void Nobody_is_the_sender_where_the_test_wants_no_implicit_one()
    {
        using var kit = new Nameless();

        kit.TestActor.Tell("x");

        kit.ExpectMsgFrom(kit.Sys.DeadLetters, "x");
    }

    [Fact]
    public void Sender_is_the_outer_test_actor_again_when_an_inner_test_kit_has_ended()
    {
        using (var inner = new Nested())
        {
            inner.TestActor.Tell("in");
            inner.ExpectMsgFrom(inner.TestActor, "in");
        }

        TestActor.Tell("out");

        ExpectMsgFrom(TestActor, "out");
    }

    [Fact]
    public void Black_hole_takes_everything_and_echo_gives_it_back()
    {
        var echo = ActorOf(TestActors.EchoActor.Props(this));
        var probe = CreateTestProbe();

        ActorOf(TestActors.BlackHoleActor.Props).Tell("x");
        probe.Send(echo, "y");

        probe.ExpectMsg("y");
        ExpectMsgFrom(probe.Ref, "y");
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Latch_opens_when_it_was_counted_down()
    {
        var latch = CreateTestLatch(2);
        latch.CountDown();
        var late = Assert.Throws<TimeoutException>(() => latch.Ready(TimeSpan.FromMilliseconds(1)));

        latch.CountDown();
        latch.CountDown();
        latch.Ready();

        Assert.Equal("The latch did not open within 0.001 s; 1 of 2 are left", late.Message);
        Assert.True(latch.IsOpen);
        latch.Reset();
        Assert.False(latch.IsOpen);
        latch.Open();
        latch.Ready();
    }

    private sealed class Nameless : Xunit2.TestKit, INoImplicitSender
    {
    }

    private sealed class Nested : Xunit2.TestKit
    {
    }

    private sealed class Complaining : ReceiveActor
    {
        public Complaining() => ReceiveAny(_ => Context.Parent.Tell("told my parent"));
    }

    private sealed class Passing : ReceiveActor
    {
        public Passing(IActorRef to) => ReceiveAny(message => to.Tell(message));
    }

    private sealed class Watcher : ReceiveActor
    {
        public Watcher(IActorRef subject, IActorRef listener)
        {
            Context.Watch(subject);
            Receive<Terminated>(_ => listener.Tell("lost"));
        }
    }
}
