using Akka.Actor;
using Akka.PublicApi.Tests.Actors;
using Akka.TestKit;
using Akka.TestKit.TestActors;

namespace Akka.PublicApi.Tests.Testing;

public sealed class TestKitTests : TestKit.Xunit2.TestKit
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(200);

    [Fact]
    public void Probe_stands_in_for_an_actor()
    {
        var probe = CreateTestProbe("probe");
        var greeter = Sys.ActorOf<Greeter>();

        probe.Send(greeter, "Ann");
        probe.ExpectMsg("Hello Ann");
        probe.Forward(TestActor);
        probe.Reply("Ben");

        ExpectMsgFrom(greeter, "Hello Ann");
        probe.ExpectMsg("Hello Ben");
        Assert.Equal(greeter, probe.LastSender);
        Assert.Equal(probe.Ref, probe.TestActor);
    }

    [Fact]
    public void Messages_are_expected_by_type_value_condition_sender_and_number()
    {
        foreach (var message in (object[])[1, "two", 3.0, 'a', 'b', "x", "y", "z", 9])
            TestActor.Tell(message, TestActor);

        Assert.Equal(1, ExpectMsg<int>());
        ExpectMsg("two", Soon);
        ExpectMsg<double>(number => number > 2.5);
        ExpectMsgAllOf('b', 'a');
        ExpectMsgAnyOf(["x", "no"]);
        ExpectMsgFrom(TestActor, "y");
        Assert.Equal(9, FishForMessage<int>(_ => true));
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        ExpectNoMsg(TimeSpan.FromMilliseconds(20));
    }

    [Fact]
    public async Task Messages_are_expected_in_asynchronous_form()
    {
        foreach (var message in (object[])[1, "two", 'a', 'b', "x", 5, 6, 7])
            TestActor.Tell(message, TestActor);

        Assert.Equal(1, await ExpectMsgAsync<int>());
        await ExpectMsgAsync("two");
        Assert.Equal('a', await ExpectMsgAsync<char>());
        await ExpectMsgAsync<char>(letter => letter == 'b');
        await ExpectMsgFromAsync(TestActor, "x");
        Assert.Equal(6, await FishForMessageAsync<int>(number => number == 6));
        Assert.Equal(7, await ReceiveOneAsync(Soon));
        await ExpectNoMsgAsync(20);
    }

    [Fact]
    public void Streams_of_messages_are_received()
    {
        for (var number = 1; number <= 6; number++)
            TestActor.Tell(number);

        Assert.Equal([1, 2], ReceiveN(2).Cast<int>());
        Assert.Equal([3, 4], ReceiveWhile<object>((object number) => number is < 5, Soon).Cast<int>());
        Assert.Equal([5, 6], ReceiveWhile<object>(message => message, Soon, TimeSpan.FromMilliseconds(50)).Cast<int>());
    }

    [Fact]
    public async Task Blocks_conditions_and_assertions_have_their_time()
    {
        var asked = 0;

        Within(TimeSpan.FromSeconds(3), () => TestActor.Tell("in time"));
        await WithinAsync(TimeSpan.FromSeconds(3), async () => await ExpectMsgAsync("in time"));
        AwaitCondition(() => ++asked > 2, TimeSpan.FromSeconds(3));
        AwaitAssert(() => Assert.True(++asked > 5), TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(5));
        await AwaitConditionAsync(() => Task.FromResult(++asked > 8), TimeSpan.FromSeconds(3));
        await AwaitAssertAsync(() => Assert.True(++asked > 11), TimeSpan.FromSeconds(3));

        Assert.Equal(12, asked);
        Assert.Equal(Soon, Dilated(Soon));
    }

    [Fact]
    public void Pilot_answers_while_the_test_looks_on()
    {
        SetAutoPilot(new DelegateAutoPilot((sender, message) =>
        {
            sender.Tell($"re: {message}");
            return message is "last" ? AutoPilot.NoAutoPilot : AutoPilot.KeepRunning;
        }));
        var probe = CreateTestProbe();

        probe.Send(TestActor, "first");
        probe.Send(TestActor, "last");
        probe.Send(TestActor, "too late");

        Assert.Equal(["re: first", "re: last"], probe.ReceiveN(2).Cast<string>());
        probe.ExpectNoMsg(20);
    }

    [Fact]
    public void Unwanted_messages_are_ignored_until_they_are_not()
    {
        IgnoreMessages<int>(number => number > 1);
        foreach (var number in (int[])[1, 2])
            TestActor.Tell(number);
        ExpectMsg(1);
        ExpectNoMsg(20);

        IgnoreNoMessages();
        TestActor.Tell(2);

        ExpectMsg(2);
    }

    [Fact]
    public void Echo_black_hole_and_latch_help()
    {
        var echo = Sys.ActorOf(EchoActor.Props(this, echoBackToSenderAsWell: false));
        Sys.ActorOf(BlackHoleActor.Props).Tell("lost");
        var latch = CreateTestLatch(2);

        echo.Tell("heard");
        latch.CountDown();
        latch.CountDown();

        ExpectMsg("heard");
        latch.Ready(Soon);
        Assert.True(latch.IsOpen);
    }
}
