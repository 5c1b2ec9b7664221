using System.Collections;
using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": receiving several messages, passing over, ignoring.</summary>
public sealed class ReceiveTests : Xunit2.TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    private void Send(params object[] messages)
    {
        foreach (var message in messages)
            TestActor.Tell(message);
    }

    [Fact]
    public void Number_of_messages_is_received_and_returned()
    {
        Send(1, "two", 3);

        Assert.Equal([1, "two"], ReceiveN(2));
        Assert.True(HasMessages);
    }

    [Fact]
    public void Failure_says_how_many_of_the_number_came()
    {
        Send("a");

        var words = Failure.Of(() => ReceiveN(2, Short));

        Assert.Equal("Expected 2 messages within 0.02 s; came 1: [a]", words);
    }

    [Fact]
    public void One_message_is_received_or_null_when_none_comes()
    {
        Send("a");

        Assert.Equal("a", ReceiveOne());
        Assert.Null(ReceiveOne(TimeSpan.Zero));
    }

    [Fact]
    public void Fishing_passes_over_what_is_not_wanted()
    {
        Send(1, "small", "large fish", "rest");

        Assert.Equal("large fish", FishForMessage<string>(message => message.Length > 5));
        Assert.Equal("rest", FishForMessage(message => message is string));
    }

    [Fact]
    public void Fishing_collects_what_it_passes_over()
    {
        var others = new ArrayList();
        Send(1, "small", "large fish");

        FishForMessage<string>(message => message.Length > 5, others);

        Assert.Equal([1, "small"], others.Cast<object>());
    }

    [Fact]
    public void Failure_of_fishing_says_what_came_and_the_hint()
    {
        Send(1, 2);

        var words = Failure.Of(() => FishForMessage<string>(_ => true, Short, "supper"));

        Assert.Equal("Fished for a message of type [System.String] that fulfils the condition, for 0.02 s; came [1], [2] (supper)", words);
    }

    [Fact]
    public async Task Fishing_until_the_end_fails_for_a_message_of_the_type()
    {
        Send(1, 2);
        await FishUntilMessageAsync<string>(Short);
        Send(1, "bad");

        var words = await Failure.Of(() => FishUntilMessageAsync<string>(Short));

        Assert.Equal("Expected no message of type [System.String]; came [bad] of type [System.String]", words);
    }

    [Fact]
    public void Receiving_goes_on_while_the_filter_takes_messages_and_leaves_the_next()
    {
        Send("a", "b", 3);

        var taken = ReceiveWhile<string>(message => message as string, Short);

        Assert.Equal(["a", "b"], taken);
        ExpectMsg(3);
    }

    [Fact]
    public void Receiving_while_ends_with_the_number_of_messages()
    {
        Send("a", "b", "c");

        Assert.Equal(["a", "b"], ReceiveWhile<string>(message => message as string, msgs: 2));
        ExpectMsg("c");
    }

    [Fact]
    public void Receiving_while_passes_over_other_types_or_ends_at_them()
    {
        Send("a", 1, "b", 2, "stop");

        var first = ReceiveWhile<string>(message => message != "b", Short, shouldIgnoreOtherMessageTypes: false);
        ExpectMsg(1);
        var second = ReceiveWhile<string>(message => message != "stop", Short);

        Assert.Equal(["a"], first);
        Assert.Equal(["b"], second);
        ExpectMsg("stop");
    }

    [Fact]
    public void Receiving_while_ends_with_a_silence()
    {
        using var kit = SimulatedKit.Start();
        kit.TellLater(TimeSpan.FromSeconds(1), "a");
        kit.TellLater(TimeSpan.FromSeconds(3), "b");
        kit.TellLater(TimeSpan.FromSeconds(9), "late");

        var taken = kit.ReceiveWhile<string>(message => message as string, TimeSpan.FromSeconds(60), idle: TimeSpan.FromSeconds(4));

        Assert.Equal(["a", "b"], taken);
        Assert.Equal(TimeSpan.FromSeconds(7), kit.Run.Clock);
    }

    [Fact]
    public void Ignored_messages_do_not_come_to_the_examination()
    {
        IgnoreMessages<int>(number => number < 0);
        Send(-1, 1);
        ExpectMsg(1);

        IgnoreMessages<int>();
        Send(2, "x");
        ExpectMsg("x");

        IgnoreNoMessages();
        Send(-3);
        ExpectMsg(-3);
    }
}
