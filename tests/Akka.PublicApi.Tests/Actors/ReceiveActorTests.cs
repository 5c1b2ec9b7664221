using Akka.Actor;

namespace Akka.PublicApi.Tests.Actors;

public sealed class ReceiveActorTests : TestKit.Xunit2.TestKit
{
    [Fact]
    public void First_handler_that_fits_gets_the_message()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Sorting()));

        foreach (var message in (object[])[1, 100, "short", "a long text", 'c', 2L, 3.5])
            actor.Tell(message, TestActor);

        Assert.Equal(
            ["small 1", "large 100", "text short", "long a long text", "typed c", "longer 2", "any 3.5"],
            ReceiveN(7).Cast<string>());
    }

    [Fact]
    public void Asynchronous_handlers_keep_the_order_and_the_sender()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Fetching()));

        foreach (var message in (object[])[1, "two", 'c', 4L, "after"])
            actor.Tell(message, TestActor);

        Assert.Equal(["number 1", "text two", "typed c", "any 4", "text after"], ReceiveN(5).Cast<string>());
    }

    [Fact]
    public void Behaviours_are_replaced_stacked_and_unstacked()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Moody()));

        foreach (var message in (string[])["?", "calm", "?", "angry", "?", "forget", "?"])
            actor.Tell(message, TestActor);

        Assert.Equal(["new", "calm", "angry", "calm"], ReceiveN(4).Cast<string>());
    }

    [Fact]
    public void Untyped_actor_changes_its_behaviour_too()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Door()));

        foreach (var message in (string[])["?", "open", "?", "close", "?"])
            actor.Tell(message, TestActor);

        Assert.Equal(["closed", "opened", "closed"], ReceiveN(3).Cast<string>());
    }

    private sealed class Sorting : ReceiveActor
    {
        public Sorting()
        {
            Receive<int>(number => number < 10, number => Sender.Tell($"small {number}"));
            Receive<int>(number => Sender.Tell($"large {number}"));
            Receive<string>(text => Sender.Tell($"long {text}"), text => text.Length > 5);
            Receive<string>(text =>
            {
                Sender.Tell($"text {text}");
                return true;
            });
            Receive(typeof(char), letter => Sender.Tell($"typed {letter}"));
            Receive(typeof(long), number => Sender.Tell($"longer {number}"), number => number is 2L);
            ReceiveAny(message => Sender.Tell(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"any {message}")));
        }
    }

    private sealed class Fetching : ReceiveActor
    {
        public Fetching()
        {
            ReceiveAsync<int>(async number => Sender.Tell($"number {await Fetch(number)}"));
            ReceiveAsync<string>(text => text.Length > 0, async text => Sender.Tell($"text {await Fetch(text)}"));
            ReceiveAsync(typeof(char), async letter => Sender.Tell($"typed {await Fetch(letter)}"));
            ReceiveAnyAsync(async message => Sender.Tell($"any {await Fetch(message)}"));
        }

        private static async Task<T> Fetch<T>(T value)
        {
            await Task.Yield();
            return value;
        }
    }

    private sealed class Moody : ReceiveActor
    {
        public Moody()
        {
            Receive<string>(text => text == "?", _ => Sender.Tell("new"));
            Receive<string>(text => text == "calm", _ => Become(Calm));
        }

        private void Calm()
        {
            Receive<string>(text => text == "?", _ => Sender.Tell("calm"));
            Receive<string>(text => text == "angry", _ => BecomeStacked(Angry));
        }

        private void Angry()
        {
            Receive<string>(text => text == "?", _ => Sender.Tell("angry"));
            Receive<string>(text => text == "forget", _ => UnbecomeStacked());
        }
    }

    private sealed class Door : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "open")
                BecomeStacked(Opened);
            else
                Sender.Tell("closed", Self);
        }

        private void Opened(object message)
        {
            if (message is "close")
                UnbecomeStacked();
            else
                Sender.Tell("opened", Self);
        }
    }
}
