using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Tests.Dispatch;

/// <summary>The promises of the official documentation, "Dispatchers".</summary>
public sealed class DispatcherTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly ActorSystem _system = ActorSystem.Create("dispatchers", ConfigurationFactory.ParseString("""
        akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }
        one-thread { type = ForkJoinDispatcher, throughput = 7, dedicated-thread-pool.thread-count = 1 }
        pinned { type = PinnedDispatcher }
        missing { type = "No.Such.Dispatcher, Nowhere" }
        circle = circle-too
        circle-too = circle
        """));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate().WaitAsync(Limit);

    [Fact]
    public async Task Actor_with_a_full_mailbox_gives_way_after_throughput_messages()
    {
        var turns = new ConcurrentQueue<string>();
        var gate = new TaskCompletionSource();
        var done = new TaskCompletionSource();
        var busy = _system.ActorOf(Props.Create(() => new Turning("busy", gate.Task, turns, 70, done)).WithDispatcher("one-thread"));
        var other = _system.ActorOf(Props.Create(() => new Turning("other", Task.CompletedTask, turns, int.MaxValue, done)).WithDispatcher("one-thread"));
        for (var message = 0; message < 71; message++)
            busy.Tell(message, ActorRefs.NoSender);
        for (var message = 0; message < 10; message++)
            other.Tell(message, ActorRefs.NoSender);

        gate.SetResult();
        await done.Task.WaitAsync(Limit);

        // Nobody has more than seven messages in a row while the other one has any.
        var untilOtherIsDone = turns.Take(turns.ToList().LastIndexOf("other") + 1).ToArray();
        Assert.Equal(10, untilOtherIsDone.Count(name => name == "other"));
        Assert.True(LongestRun(untilOtherIsDone) <= 7, string.Join(",", untilOtherIsDone));
    }

    [Fact]
    public async Task Pinned_dispatcher_gives_each_actor_a_thread_of_its_own()
    {
        var names = new List<int>();
        for (var number = 0; number < 3; number++)
            names.Add(await _system.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("pinned")).Ask<int>("?", Limit));

        Assert.Equal(3, names.Distinct().Count());
    }

    [Fact]
    public async Task Dispatcher_without_actors_gives_its_threads_back_and_takes_new_ones_when_needed()
    {
        var first = _system.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("one-thread"));
        await first.Ask<int>("?", Limit);
        await first.GracefulStop(Limit);
        _system.Dispatchers.Lookup("one-thread").ShutdownNow();

        var second = _system.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("one-thread"));

        Assert.NotEqual(0, await second.Ask<int>("?", Limit));
    }

    [Fact]
    public void Dispatcher_that_does_not_exist_is_a_clear_error()
    {
        var missing = Assert.Throws<ConfigurationException>(() => _system.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("missing")));
        var unknown = Assert.Throws<ConfigurationException>(() => _system.ActorOf(Props.Create(() => new ThreadTelling()).WithDispatcher("nowhere")));
        var circle = Assert.Throws<ConfigurationException>(() => _system.Dispatchers.Lookup("circle"));

        Assert.Contains("No.Such.Dispatcher, Nowhere", missing.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("circle", circle.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tell_from_one_actor_to_another_keeps_its_order_on_threads()
    {
        const int Messages = 100_000;
        var done = new TaskCompletionSource<bool>();
        var receiver = _system.ActorOf(Props.Create(() => new Ordered(Messages, done)));

        for (var number = 0; number < Messages; number++)
            receiver.Tell(number, ActorRefs.NoSender);

        Assert.True(await done.Task.WaitAsync(Limit));
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

    private sealed class Turning(string name, Task gate, ConcurrentQueue<string> turns, int last, TaskCompletionSource done) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            // The first message holds the only thread until everything was sent.
            if (message is 0 && name == "busy")
            {
                gate.Wait();
                return;
            }

            turns.Enqueue(name);
            if (message is int number && number == last)
                done.SetResult();
        }
    }

    private sealed class ThreadTelling : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Environment.CurrentManagedThreadId, Self);
    }

    private sealed class Ordered(int messages, TaskCompletionSource<bool> done) : UntypedActor
    {
        private int _next;

        protected override void OnReceive(object message)
        {
            if ((int)message != _next++)
                done.TrySetResult(false);
            else if (_next == messages)
                done.TrySetResult(true);
        }
    }
}
