using Akka.Actor;
using Akka.Event;

namespace Akka.TestKit.Tests;

/// <summary>Every expectation has a form that awaits and does what the synchronous one does.</summary>
public sealed class AsyncFormTests : Xunit2.TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Expectation_awaits_a_message_that_comes_later()
    {
        var expected = ExpectMsgAsync("later").AsTask();
        Assert.False(expected.IsCompleted);

        TestActor.Tell("later");

        Assert.Equal("later", await expected);
    }

    [Fact]
    public async Task Expectations_of_one_message_await()
    {
        foreach (var message in (object[])["a", "b", "c", "d", 5])
            TestActor.Tell(message);

        await ExpectMsgAsync<string>();
        await ExpectMsgAsync<string>(message => message == "b");
        await ExpectMsgAnyOfAsync(["c", "x"]);
        await ExpectMsgFromAsync(TestActor, "d");
        await ExpectMsgAsync<int>((message, sender) => Assert.Equal((5, TestActor), (message, sender)));
        await ExpectNoMsgAsync(Short);
    }

    [Fact]
    public async Task Failure_has_the_same_words_in_both_forms()
    {
        var words = await Failure.Of(async () => await ExpectMsgAsync<string>(Short, "hint"));

        Assert.Equal(Failure.Of(() => ExpectMsg<string>(Short, "hint")), words);
    }

    [Fact]
    public async Task Messages_can_be_answered_one_by_one_while_more_are_expected()
    {
        var asker = ActorOf(() => new Asker(TestActor));
        asker.Tell("go");
        List<object> came = [];

        await foreach (var message in ReceiveNAsync(3))
        {
            came.Add(message);
            LastSender.Tell("answer");
        }

        Assert.Equal([1, 2, 3], came);
    }

    [Fact]
    public async Task Several_messages_await_in_any_order()
    {
        TestActor.Tell("b");
        TestActor.Tell("a");
        TestActor.Tell("c");
        List<string> all = [];
        List<string> rest = [];

        await foreach (var message in ExpectMsgAllOfAsync(["a", "b"]))
            all.Add(message);
        await foreach (var message in ReceiveWhileAsync<string>(message => message as string, Short))
            rest.Add(message);

        Assert.Equal(["b", "a"], all);
        Assert.Equal(["c"], rest);
    }

    [Fact]
    public async Task End_of_an_actor_and_a_wanted_fish_are_awaited()
    {
        var subject = ActorOf<TestActors.BlackHoleActor>();
        Watch(subject);
        Sys.Stop(subject);
        await ExpectTerminatedAsync(subject);
        TestActor.Tell(1);
        TestActor.Tell("fish");

        Assert.Equal("fish", await FishForMessageAsync<string>(_ => true));
        Assert.Null(await ReceiveOneAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Condition_and_assertion_are_awaited()
    {
        var attempts = 0;

        await AwaitConditionAsync(() => Task.FromResult(++attempts == 2), TimeSpan.FromSeconds(60), TimeSpan.FromMilliseconds(1));
        await AwaitAssertAsync(() => Assert.Equal(4, ++attempts), interval: TimeSpan.FromMilliseconds(1));

        Assert.Equal(4, attempts);
    }

    [Fact]
    public async Task Block_within_a_time_limit_awaits()
    {
        var result = await WithinAsync(TimeSpan.FromSeconds(60), async () =>
        {
            TestActor.Tell("x");
            return await ExpectMsgAsync<string>();
        });

        Assert.Equal("x", result);
    }

    [Fact]
    public async Task Events_are_expected_of_what_is_awaited()
    {
        await EventFilter.Info("x").ExpectOneAsync(async () =>
        {
            await Task.Yield();
            Log.Info("x");
        });
        await EventFilter.Info().ExpectAsync(2, () =>
        {
            Log.Info("x");
            Log.Info("y");
            return Task.CompletedTask;
        });

        var words = await Failure.Of(() => EventFilter.Info().ExpectOneAsync(Short, () => Task.CompletedTask));

        Assert.Equal("Expected 1 log event: Info; within 0.02 s came 0", words);
    }

    [Fact]
    public async Task Sender_stays_the_test_actor_behind_an_await()
    {
        var echo = ActorOf(TestActors.EchoActor.Props(this, echoBackToSenderAsWell: false));

        await Task.Yield();
        echo.Tell("one");
        await ExpectMsgAsync("one");
        await Task.Run(() => echo.Tell("two"));

        await ExpectMsgFromAsync(TestActor, "two");
    }

    private sealed class Asker : ReceiveActor
    {
        private int _count;

        public Asker(IActorRef answerer) => ReceiveAny(_ => answerer.Tell(++_count));
    }
}
