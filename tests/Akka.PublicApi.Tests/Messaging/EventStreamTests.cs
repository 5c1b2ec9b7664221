using Akka.Actor;
using Akka.Event;
using Akka.PublicApi.Tests.Actors;

namespace Akka.PublicApi.Tests.Messaging;

public sealed class EventStreamTests() : TestKit.Xunit2.TestKit("akka.log-dead-letters = off")
{
    [Fact]
    public void Subscribers_get_what_is_published_of_their_types()
    {
        Assert.True(Sys.EventStream.Subscribe(TestActor, typeof(string)));
        Assert.True(Sys.EventStream.Subscribe<int>(TestActor));

        Sys.EventStream.Publish("text");
        Sys.EventStream.Publish(1);
        Sys.EventStream.Publish('c');
        Assert.True(Sys.EventStream.Unsubscribe(TestActor, typeof(string)));
        Sys.EventStream.Publish("late");

        ExpectMsg("text");
        ExpectMsg(1);
        ExpectNoMsg(20);
    }

    [Fact]
    public void Message_to_a_stopped_actor_is_a_dead_letter()
    {
        var gone = Watch(Sys.ActorOf<Greeter>());
        Sys.Stop(gone);
        ExpectTerminated(gone);
        Sys.EventStream.Subscribe(TestActor, typeof(DeadLetter));

        gone.Tell("late", TestActor);

        var letter = ExpectMsg<DeadLetter>();
        Assert.Equal(("late", TestActor, gone), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact]
    public void Message_that_is_not_handled_and_one_that_is_dropped_are_published()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(UnhandledMessage));
        Sys.EventStream.Subscribe(TestActor, typeof(Dropped));
        var greeter = Sys.ActorOf<Greeter>();

        greeter.Tell(1, TestActor);
        var unhandled = ExpectMsg<UnhandledMessage>();
        Sys.EventStream.Publish(new Dropped("message", "no room", TestActor, greeter));

        Assert.Equal((1, TestActor, greeter), (unhandled.Message, unhandled.Sender, unhandled.Recipient));
        Assert.Equal("no room", ExpectMsg<Dropped>().Reason);
    }

    [Fact]
    public void Message_that_asks_for_it_is_suppressed()
    {
        Sys.EventStream.Subscribe(TestActor, typeof(SuppressedDeadLetter));

        Sys.DeadLetters.Tell(new Quiet(), TestActor);

        Assert.IsType<Quiet>(ExpectMsg<SuppressedDeadLetter>().Message);
    }

    private sealed class Quiet : IDeadLetterSuppression;
}
