using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;
using Akka.Tests.Actor;

namespace Akka.Tests.Dispatch;

/// <summary>The promises of the official documentation, "Mailboxes".</summary>
public sealed class MailboxTests : IDisposable
{
    private readonly Stage _stage = new(hocon: """
        bounded { mailbox-type = "Akka.Dispatch.BoundedMailbox", mailbox-capacity = 2, mailbox-push-timeout-time = 0s }
        by-priority.mailbox-type = "Akka.Tests.Dispatch.MailboxTests+SmallestFirst, Akka.Tests"
        missing.mailbox-type = "No.Such.Mailbox, Nowhere"
        no-mailbox.mailbox-type = "System.String"
        """);

    private readonly List<object> _got = [];

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Overflow_of_a_bounded_mailbox_is_reported_as_a_dead_letter()
    {
        var actor = Collector("bounded");

        _stage.Tell(actor, 1, 2, 3);

        Assert.Equal([1, 2], _got);
        Assert.Equal([3], _stage.DeadLetters);
    }

    [Fact]
    public void Priority_mailbox_hands_out_the_smallest_first_and_equals_in_order()
    {
        var actor = Collector("by-priority");

        _stage.Tell(actor, "ccc", "a", "bb", "aa", "b");

        Assert.Equal(["a", "b", "bb", "aa", "ccc"], _got);
    }

    [Fact]
    public void Mailbox_that_does_not_exist_is_an_error_when_the_actor_is_made()
    {
        var missing = Assert.Throws<ConfigurationException>(() => Collector("missing"));
        var wrong = Assert.Throws<ConfigurationException>(() => Collector("no-mailbox"));
        var unknown = Assert.Throws<ConfigurationException>(() => Collector("not-configured"));

        Assert.Contains("No.Such.Mailbox, Nowhere", missing.Message, StringComparison.Ordinal);
        Assert.Contains("is not a Akka.Dispatch.MailboxType", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("not-configured", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mailbox_that_cannot_give_what_the_actor_requires_is_refused() =>
        Assert.Throws<ConfigurationException>(() => _stage.System.ActorOf(Props.Create(() => new Stashes()).WithMailbox("bounded")));

    [Fact]
    public void Name_is_free_again_when_the_actor_could_not_be_made()
    {
        Assert.Throws<ConfigurationException>(() => _stage.System.ActorOf(Props.Create(() => new Stashes()).WithMailbox("missing"), "name"));

        Assert.NotNull(_stage.System.ActorOf(Props.Create(() => new Stashes()), "name"));
    }

    [Fact]
    public void Queue_gives_what_came_in_its_order_whatever_the_pattern()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var queue = new UnboundedMessageQueue();
        var (sent, taken) = (0, 0);
        for (var round = 0; round < 10_000; round++)
        {
            for (var more = random.Next(random.Next(2) == 0 ? 3 : 60); more > 0; more--)
                queue.Enqueue(ActorRefs.Nobody, new Envelope(sent++, null));
            for (var fewer = random.Next(60); fewer > 0 && queue.TryDequeue(out var envelope); fewer--)
                Assert.True((int)envelope.Message == taken++, $"seed {seed}");
            Assert.True(queue.Count == sent - taken && queue.HasMessages == (sent > taken), $"seed {seed}");
        }
    }

    [Fact]
    public async Task Queue_keeps_each_sender_s_order_when_many_send()
    {
        const int Senders = 4, Each = 50_000;
        var queue = new UnboundedMessageQueue();
        var sending = Enumerable.Range(0, Senders).Select(sender => Task.Run(() =>
        {
            for (var number = 0; number < Each; number++)
                queue.Enqueue(ActorRefs.Nobody, new Envelope((sender, number), null));
        })).ToArray();
        var next = new int[Senders];
        for (var taken = 0; taken < Senders * Each;)
        {
            if (!queue.TryDequeue(out var envelope))
                continue;
            var (sender, number) = ((int, int))envelope.Message;
            Assert.Equal(next[sender]++, number);
            taken++;
        }

        await Task.WhenAll(sending);

        Assert.False(queue.HasMessages);
    }

    [Fact]
    public void Message_to_a_closed_queue_goes_on_to_dead_letters()
    {
        var queue = new UnboundedMessageQueue();
        var deadLetters = new UnboundedMessageQueue();
        queue.Enqueue(ActorRefs.Nobody, new Envelope("before", null));

        queue.CleanUp(ActorRefs.Nobody, deadLetters);
        queue.Enqueue(ActorRefs.Nobody, new Envelope("after", null));

        Assert.False(queue.HasMessages);
        Assert.Equal(2, deadLetters.Count);
    }

    private IActorRef Collector(string mailbox) =>
        _stage.System.ActorOf(Props.Create(() => new Collecting(_got)).WithMailbox(mailbox));

    private sealed class Collecting(List<object> got) : UntypedActor
    {
        protected override void OnReceive(object message) => got.Add(message);
    }

    private sealed class Stashes : UntypedActorWithUnboundedStash
    {
        protected override void OnReceive(object message) => Stash.Stash();
    }

    public sealed class SmallestFirst(Settings settings, Config config) : UnboundedPriorityMailbox(settings, config)
    {
        protected override int PriorityGenerator(object message) => message is string text ? text.Length : 0;
    }
}
