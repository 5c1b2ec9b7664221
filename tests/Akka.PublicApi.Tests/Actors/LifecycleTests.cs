using Akka.Actor;

namespace Akka.PublicApi.Tests.Actors;

public sealed class LifecycleTests : TestKit.Xunit2.TestKit
{
    [Fact]
    public void Hooks_are_called_in_the_documented_order()
    {
        var actor = Watch(Sys.ActorOf(Props.Create(() => new Diarist(TestActor))));

        actor.Tell(new InvalidOperationException("fault"));
        Assert.Equal(["PreStart", "PreRestart fault", "PostStop", "PostRestart fault", "PreStart"], ReceiveN(5).Cast<string>());
        Sys.Stop(actor);

        ExpectMsg("PostStop");
        ExpectTerminated(actor);
    }

    [Fact]
    public void Poison_pill_kill_and_stop_end_an_actor()
    {
        IActorRef[] actors = [.. Enumerable.Range(0, 3).Select(_ => Watch(Sys.ActorOf<Greeter>()))];

        actors[0].Tell(PoisonPill.Instance);
        actors[1].Tell(Kill.Instance);
        Sys.Stop(actors[2]);

        Assert.Equivalent(actors, ReceiveN(3).Cast<Terminated>().Select(end => end.ActorRef));
    }

    [Fact]
    public async Task Graceful_stop_tells_when_the_actor_has_stopped()
    {
        var actor = Sys.ActorOf<Greeter>();

        Assert.True(await actor.GracefulStop(RemainingOrDefault));
        Assert.True(await Sys.ActorOf<Greeter>().GracefulStop(RemainingOrDefault, PoisonPill.Instance));
        Assert.True(actor.IsNobody() is false);
    }

    [Fact]
    public void Watcher_is_told_of_the_end_or_gets_its_own_message_or_nothing()
    {
        var watched = Sys.ActorOf<Greeter>("watched");
        var watcher = Sys.ActorOf(Props.Create(() => new Watching(watched, TestActor)));
        watcher.Tell("watch and unwatch");
        watcher.Tell("watch");
        watcher.Tell("watch another");
        ExpectMsg("watching");

        Sys.Stop(watched);

        ExpectMsg((watched, true, false));
        ExpectMsg("the other ended");
        ExpectNoMsg(50);
    }

    [Fact]
    public void Silence_is_a_receive_timeout_until_it_is_taken_back()
    {
        Sys.ActorOf(Props.Create(() => new Impatient(TestActor)));

        ExpectMsg("silence");
        ExpectNoMsg(100);
    }

    [Fact]
    public void Context_knows_who_and_where_the_actor_is()
    {
        var actor = ActorOf(Props.Create(() => new Introspective()), "self-aware");

        actor.Tell("?", TestActor);

        Assert.Equal(["self-aware", "user", "child", "child", Sys.Name, nameof(Introspective)], ExpectMsg<string[]>());
    }

    private sealed class Diarist(IActorRef reader) : UntypedActor
    {
        protected override void PreStart() => reader.Tell("PreStart");

        protected override void PreRestart(Exception reason, object? message)
        {
            reader.Tell($"PreRestart {reason.Message}");
            base.PreRestart(reason, message);
        }

        protected override void PostRestart(Exception reason)
        {
            reader.Tell($"PostRestart {reason.Message}");
            base.PostRestart(reason);
        }

        protected override void PostStop() => reader.Tell("PostStop");

        protected override void OnReceive(object message) => throw (Exception)message;
    }

    private sealed class Watching(IActorRef watched, IActorRef reader) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case "watch and unwatch":
                    Context.Unwatch(Context.Watch(watched));
                    break;
                case "watch":
                    Context.Watch(watched);
                    break;
                case "watch another":
                    var other = Context.ActorOf<Greeter>();
                    Context.WatchWith(other, "the other ended");
                    reader.Tell("watching");
                    break;
                case Terminated end:
                    reader.Tell((end.ActorRef, end.ExistenceConfirmed, end.AddressTerminated));
                    Context.Stop(Context.GetChildren().Single());
                    break;
                default:
                    reader.Tell(message);
                    break;
            }
        }
    }

    private sealed class Impatient : ReceiveActor
    {
        public Impatient(IActorRef reader)
        {
            SetReceiveTimeout(TimeSpan.FromMilliseconds(20));
            Receive<ReceiveTimeout>(_ =>
            {
                reader.Tell("silence");
                Context.SetReceiveTimeout(null);
            });
        }
    }

    private sealed class Introspective : UntypedActor
    {
        protected override void PreStart() => Context.ActorOf(Greeter.Props("Hi"), "child");

        protected override void OnReceive(object message) => Context.Sender.Tell(
            (string[])[Self.Path.Name, Context.Parent.Path.Name, Context.Child("child").Path.Name, Context.GetChildren().Single().Path.Name, Context.System.Name, Context.Props.Type.Name],
            Context.Self);
    }
}
