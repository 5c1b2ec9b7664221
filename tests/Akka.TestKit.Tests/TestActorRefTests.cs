using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>An actor that a test looks into and calls directly.</summary>
public sealed class TestActorRefTests : Xunit2.TestKit
{
    [Fact]
    public void Instance_behind_the_reference_is_the_tests_to_look_at()
    {
        var reference = ActorOfAsTestActorRef<Counter>("counter");

        reference.Tell("count");
        reference.Tell("count");

        Assert.Equal(2, reference.UnderlyingActor.Count);
        Assert.Equal("akka://test/user/counter", reference.Path.ToString());
    }

    [Fact]
    public void Reference_is_equal_to_the_actors_own()
    {
        var reference = ActorOfAsTestActorRef(() => new Counter());

        reference.Tell("self");

        var self = ExpectMsg<IActorRef>();
        Assert.True(self.Equals(reference));
        Assert.True(reference.Equals(self));
        Assert.Equal(self.GetHashCode(), reference.GetHashCode());
        Assert.Equal(self, reference.Ref);
    }

    [Fact]
    public void What_a_direct_call_throws_comes_to_the_test_and_not_to_the_supervisor()
    {
        var reference = ActorOfAsTestActorRef<Counter>();
        reference.Tell("count");

        Assert.Equal("bad", Assert.Throws<FormatException>(() => reference.Receive(new FormatException("bad"))).Message);

        Assert.Equal(1, reference.UnderlyingActor.Count);
    }

    [Fact]
    public void Direct_call_has_the_sender_that_is_given()
    {
        var reference = ActorOfAsTestActorRef<Counter>();
        var probe = CreateTestProbe();

        reference.Receive("self", probe);

        probe.ExpectMsgFrom(reference.Ref, reference.Ref);
    }

    [Fact]
    public void Restart_makes_another_instance()
    {
        var reference = ActorOfAsTestActorRef<Counter>();
        var first = reference.UnderlyingActor;

        EventFilter.Exception<FormatException>().ExpectOne(() => reference.Tell(new FormatException("bad")));
        AwaitCondition(() => !ReferenceEquals(first, reference.UnderlyingActor), null, TimeSpan.FromMilliseconds(1));

        Assert.Equal(0, reference.UnderlyingActor.Count);
    }

    [Fact]
    public void Stopped_actor_has_no_instance_to_look_at()
    {
        var reference = ActorOfAsTestActorRef<Counter>();
        Watch(reference);

        reference.Tell(PoisonPill.Instance);

        ExpectTerminated(reference);
        Assert.Contains("it has stopped", Assert.Throws<IllegalActorStateException>(() => reference.UnderlyingActor).Message);
        Assert.Throws<IllegalActorStateException>(() => reference.Receive("count"));
    }

    [Fact]
    public void Supervisor_may_be_another_test_actor()
    {
        var parent = ActorOfAsTestActorRef<Counter>("parent");
        var probe = CreateTestProbe();

        var child = ActorOfAsTestActorRef<Counter>(Props.Create<Counter>(), parent, "child");
        var childOfProbe = ActorOfAsTestActorRef<Counter>(Props.Create<Counter>(), probe);

        Assert.Equal(parent.Path / "child", child.Path);
        Assert.Equal(probe.Ref.Path, childOfProbe.Path.Parent);
        Watch(child);
        Sys.Stop(parent);
        ExpectTerminated(child);
    }

    [Fact]
    public void Actor_is_told_of_the_end_of_whom_the_test_lets_it_watch()
    {
        var reference = ActorOfAsTestActorRef<Counter>();
        var subject = ActorOfAsTestActorRef<Counter>();
        reference.Watch(subject);

        subject.Tell(PoisonPill.Instance);

        AwaitCondition(() => reference.UnderlyingActor.Lost.Contains(subject), null, TimeSpan.FromMilliseconds(1));
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter()
        {
            Receive<Exception>(fault => throw fault);
            Receive<Terminated>(terminated => Lost.Add(terminated.ActorRef));
            Receive<string>(message => message == "self", _ => Sender.Tell(Self));
            Receive<string>(_ => Count++);
        }

        public int Count { get; private set; }

        public List<IActorRef> Lost { get; } = [];
    }
}
