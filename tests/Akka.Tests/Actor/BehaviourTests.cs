using Akka.Actor;
using Akka.Event;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Become/Unbecome" and "ReceiveActor API".</summary>
public sealed class BehaviourTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly List<string> _got = [];

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Become_replaces_and_become_stacked_can_be_undone()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Switching(_got)));

        _stage.Tell(actor, "x", "push", "x", "pop", "x", "replace", "x", "pop", "x");

        Assert.Equal(["first x", "stacked x", "first x", "replaced x", "replaced x"], _got);
    }

    [Fact]
    public void Restart_returns_to_the_first_behaviour()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Switching(_got)));

        _stage.Tell(actor, "replace", "x", "throw", "x");

        Assert.Equal(["replaced x", "first x"], _got);
    }

    [Fact]
    public void First_handler_that_fits_gets_the_message()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new Listing(_got)));

        _stage.Tell(actor, 5, 50, "text", 1.5, 'c');

        Assert.Equal(["small 5", "number 50", "string text", "by type 1.5", "any c"], _got);
    }

    [Fact]
    public void Message_that_no_handler_fits_is_published_as_unhandled()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new OnlyNumbers(_got)));

        _stage.Tell(actor, 1, "text");

        Assert.Equal(["1"], _got);
        Assert.Equal("text", Assert.Single(_stage.Events.Received.OfType<UnhandledMessage>()).Message);
    }

    [Fact]
    public void Handler_after_one_that_takes_everything_is_refused()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new TooMuch()));

        _stage.Tell(actor, "late");

        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Async_handler_keeps_sender_and_order_and_holds_other_messages_back()
    {
        var gate = new TaskCompletionSource<string>();
        var actor = _stage.System.ActorOf(Props.Create(() => new Awaiting(gate.Task, _got)));
        var answer = actor.Ask<string>("wait", TimeSpan.FromSeconds(5));
        _stage.Tell(actor, "next");
        Assert.Equal(["before"], _got);

        gate.SetResult("done");
        _stage.Run.RunUntilIdle();

        Assert.Equal(["before", "after done", "got next"], _got);
        Assert.Equal("done", _stage.Run.Await(answer, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Exception_of_an_async_handler_reaches_the_supervisor()
    {
        var gate = new TaskCompletionSource<string>();
        var actor = _stage.System.ActorOf(Props.Create(() => new Awaiting(gate.Task, _got)));
        _stage.Tell(actor, "wait");

        gate.SetException(new InvalidOperationException("x"));
        _stage.Tell(actor, "next");

        Assert.Equal(["before", "restarted for x", "got next"], _got);
    }

    [Fact]
    public void What_an_actor_awaited_when_it_stopped_is_never_continued()
    {
        var gate = new TaskCompletionSource<string>();
        var actor = _stage.System.ActorOf(Props.Create(() => new Awaiting(gate.Task, _got)));
        _stage.Tell(actor, "wait");
        _stage.System.Stop(actor);
        _stage.Run.RunUntilIdle();

        gate.SetResult("late");
        _stage.Run.RunUntilIdle();

        Assert.Equal(["before"], _got);
    }

    private sealed class Switching(List<string> got) : UntypedActor
    {
        protected override void OnReceive(object message) => On("first", message);

        private void On(string behaviour, object message)
        {
            switch (message)
            {
                case "push":
                    BecomeStacked(next => On("stacked", next));
                    break;
                case "replace":
                    Become(next => On("replaced", next));
                    break;
                case "pop":
                    Context.UnbecomeStacked();
                    break;
                case "throw":
                    throw new InvalidOperationException("x");
                default:
                    got.Add($"{behaviour} {message}");
                    break;
            }
        }
    }

    private sealed class Listing : ReceiveActor
    {
        public Listing(List<string> got)
        {
            Receive<int>(number => number < 10, number => got.Add($"small {number}"));
            Receive<int>(number => got.Add($"number {number}"));
            Receive<string>(text => got.Add($"string {text}"));
            Receive(typeof(double), message => got.Add(FormattableString.Invariant($"by type {message}")));
            ReceiveAny(message => got.Add($"any {message}"));
        }
    }

    private sealed class OnlyNumbers : ReceiveActor
    {
        public OnlyNumbers(List<string> got) => Receive<int>(number => got.Add($"{number}"));
    }

    private sealed class TooMuch : ReceiveActor
    {
        public TooMuch()
        {
            ReceiveAny(_ => { });
            Receive<int>(_ => { });
        }
    }

    private sealed class Awaiting : ReceiveActor
    {
        private readonly List<string> _got;

        public Awaiting(Task<string> gate, List<string> got)
        {
            _got = got;
            ReceiveAsync<string>(text => text == "wait", async _ =>
            {
                got.Add("before");
                var result = await gate;
                got.Add($"after {result}");
                Sender.Tell(result, Self);
            });
            Receive<string>(text => got.Add($"got {text}"));
        }

        protected override void PreRestart(Exception reason, object? message) => _got.Add($"restarted for {reason.Message}");
    }
}
