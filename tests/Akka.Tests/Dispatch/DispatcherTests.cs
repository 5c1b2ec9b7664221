using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Dispatch;

/// <summary>The promises of the official documentation, "Dispatchers".</summary>
public sealed class DispatcherTests : TestKit.Xunit2.TestKit
{
    private const string Hocon = """
        one-thread { type = ForkJoinDispatcher, throughput = 7, dedicated-thread-pool.thread-count = 1 }
        short-turns { type = ForkJoinDispatcher, throughput = 1000, throughput-deadline-time = 100 ns, dedicated-thread-pool.thread-count = 1 }
        pinned { type = PinnedDispatcher }
        missing { type = "No.Such.Dispatcher, Nowhere" }
        circle = circle-too
        circle-too = circle
        """;

    public DispatcherTests()
        : base(Hocon)
    {
    }

    [Theory]
    [InlineData("one-thread", 7)]
    [InlineData("short-turns", 1)]
    public void Actor_with_a_full_mailbox_gives_way_after_so_many_messages_or_so_much_time(string dispatcher, int messagesInTurn)
    {
        var turns = new ConcurrentQueue<string>();
        var gate = CreateTestLatch();
        var busy = ActorOf(Props.Create(() => new Turning("busy", gate, turns, 70, TestActor)).WithDispatcher(dispatcher));
        var other = ActorOf(Props.Create(() => new Turning("other", gate, turns, int.MaxValue, TestActor)).WithDispatcher(dispatcher));
        for (var message = 0; message < 71; message++)
            busy.Tell(message);
        for (var message = 0; message < 10; message++)
            other.Tell(message);

        gate.Open();
        ExpectMsg("done");

        // Nobody has more than one turn in a row while the other one has messages.
        var untilOtherIsDone = turns.Take(turns.ToList().LastIndexOf("other") + 1).ToArray();
        Assert.Equal(10, untilOtherIsDone.Count(name => name == "other"));
        Assert.True(LongestRun(untilOtherIsDone) <= messagesInTurn, string.Join(",", untilOtherIsDone));
    }

    [Fact]
    public void Pinned_dispatcher_gives_each_actor_a_thread_of_its_own()
    {
        for (var number = 0; number < 3; number++)
            ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned")).Tell("?");

        Assert.Equal(3, ReceiveN(3).Distinct().Count());
    }

    [Fact]
    public void Dispatcher_without_actors_gives_its_threads_back_and_takes_new_ones_when_needed()
    {
        var first = Watch(ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("one-thread")));
        first.Tell("?");
        ExpectMsg<int>();
        Sys.Stop(first);
        ExpectTerminated(first);
        Sys.Dispatchers.Lookup("one-thread").ShutdownNow();

        ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("one-thread")).Tell("?");

        ExpectMsg<int>();
    }

    [Fact]
    public void Dispatcher_that_does_not_exist_is_a_clear_error()
    {
        var missing = Assert.Throws<ConfigurationException>(() => ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("missing")));
        var unknown = Assert.Throws<ConfigurationException>(() => ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("nowhere")));
        var circle = Assert.Throws<ConfigurationException>(() => Sys.Dispatchers.Lookup("circle"));

        Assert.Contains("No.Such.Dispatcher, Nowhere", missing.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("circle", circle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tell_from_one_actor_to_another_keeps_its_order_on_threads()
    {
        const int Messages = 100_000;
        var receiver = ActorOf(() => new Ordered(Messages, TestActor));

        for (var number = 0; number < Messages; number++)
            receiver.Tell(number, ActorRefs.NoSender);

        ExpectMsg("all in order", TimeSpan.FromSeconds(20));
    }

    private static int LongestRun(string[] names)
    {
        var (longest, length) = (0, 0);
        for (var at = 0; at < names.Length; at++)
        {
            length = at > 0 && names[at] == names[at - 1] ? length + 1 : 1;
            longest = Math.Max(longest, length);
        }

        return longest;
    }

    private sealed class Turning(string name, TestKit.TestLatch gate, ConcurrentQueue<string> turns, int last, IActorRef listener) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // The first message holds the only thread until everything was sent.
            if (message is 0 && name == "busy")
            {
                gate.Ready();
                return;
            }

            turns.Enqueue(name);

            // A message takes longer than the shortest turn that can be configured.
            var began = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(began) <= TimeSpan.FromTicks(1))
                continue;
            if (message is int number && number == last)
                listener.Tell("done");
        }
    }

    private sealed class ThreadTelling : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Environment.CurrentManagedThreadId, Self);
    }

    private sealed class Ordered(int messages, IActorRef listener) : UntypedActor
    {
        private int _next;

        protected override void OnReceive(object message)
        {
            if ((int)message != _next++)
                listener.Tell($"{message} came too early or late");
            else if (_next == messages)
                listener.Tell("all in order");
        }
    }
}
