using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": built-in assertions on one message, and what they say when they fail.</summary>
public sealed class ExpectMsgTests : Xunit2.TestKit
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Message_of_the_type_is_returned()
    {
        TestActor.Tell("hello");

        Assert.Equal("hello", ExpectMsg<string>());
    }

    [Fact]
    public void Messages_are_examined_in_the_order_in_which_they_came()
    {
        TestActor.Tell(1);
        TestActor.Tell("two");

        ExpectMsg(1);
        ExpectMsg("two");
    }

    [Fact]
    public void Message_may_be_any_that_fulfils_a_condition()
    {
        TestActor.Tell("a");
        TestActor.Tell("b");
        TestActor.Tell("c");

        ExpectMsg<string>(message => message == "a");
        ExpectMsg<string>((message, sender) => message == "b" && sender.Equals(TestActor));
        ExpectMsg("C", (one, other) => one.Equals(other, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Assertions_on_the_message_fail_the_test_with_their_own_words()
    {
        TestActor.Tell("a");

        var words = Failure.Of(() => ExpectMsg<string>(message => Assert.Fail($"{message} is not mine")));

        Assert.Equal("a is not mine", words);
    }

    [Fact]
    public void Failure_says_what_was_expected_and_how_long_when_nothing_came()
    {
        var words = Failure.Of(() => ExpectMsg<string>(Short, "the greeting"));

        Assert.Equal("Expected a message of type [System.String] within 0.02 s; nothing came (the greeting)", words);
    }

    [Fact]
    public void Failure_says_what_came_instead_from_whom_and_after_how_long()
    {
        TestActor.Tell(42);

        var words = Failure.Of(() => ExpectMsg<string>());

        Assert.Matches(@"^Expected a message of type \[System.String\]; after \d+(\.\d+)? s came \[42\] of type \[System.Int32\] from \[akka://test/system/testActor\d+#\d+\]$", words);
    }

    [Fact]
    public void Failure_of_equality_says_both_and_what_the_framework_says()
    {
        TestActor.Tell("hello there");

        var words = Failure.Of(() => ExpectMsg("hello you"));

        Assert.Matches(@"^Expected \[hello you\]; after .* s came \[hello there\] of type \[System.String\] from ", words);
        Assert.Contains("Assert.Equal() Failure", words);
    }

    [Fact]
    public void Texts_with_braces_are_quoted_as_they_are()
    {
        TestActor.Tell("{0} {name}");

        Assert.Contains("came [{0} {name}]", Failure.Of(() => ExpectMsg("{1}")));
    }

    [Fact]
    public void Collections_are_equal_when_their_elements_are()
    {
        TestActor.Tell(new List<int> { 1, 2 });

        ExpectMsg(new List<int> { 1, 2 });
    }

    [Fact]
    public void Any_of_several_messages_will_do()
    {
        TestActor.Tell("b");
        TestActor.Tell("z");

        Assert.Equal("b", ExpectMsgAnyOf(["a", "b"]));
        Assert.StartsWith("Expected one of [a], [b]; after ", Failure.Of(() => ExpectMsgAnyOf(["a", "b"])));
    }

    [Fact]
    public void All_of_several_messages_must_come_in_any_order()
    {
        TestActor.Tell("b");
        TestActor.Tell("a");

        Assert.Equal(["b", "a"], ExpectMsgAllOf("a", "b"));
    }

    [Fact]
    public void Failure_of_all_names_what_is_missing_and_what_was_not_expected()
    {
        TestActor.Tell("a");
        TestActor.Tell("c");

        var words = Failure.Of(() => ExpectMsgAllOf(Short, "a", "b"));

        Assert.Equal("Expected all of [a], [b]; came [a], [c]: missing [b], not expected [c]", words);
    }

    [Fact]
    public void Sender_is_part_of_the_expectation()
    {
        var probe = CreateTestProbe();
        probe.Send(TestActor, "x");
        probe.Send(TestActor, "y");

        ExpectMsgFrom(probe.Ref, "x");
        Assert.Contains($"Expected [y] from {TestActor}; after ", Failure.Of(() => ExpectMsgFrom(TestActor, "y")));
    }

    [Fact]
    public void Sender_of_the_last_message_is_known()
    {
        Assert.Throws<IllegalActorStateException>(() => LastSender);
        var probe = CreateTestProbe();
        probe.Send(TestActor, "x");

        ExpectMsg("x");

        Assert.Equal(probe.Ref, LastSender);
        Assert.Equal("x", LastMessage);
    }

    [Fact]
    public void End_of_a_watched_actor_is_expected_by_name()
    {
        var subject = ActorOf<TestActors.BlackHoleActor>("subject");
        Watch(subject);

        Sys.Stop(subject);

        Assert.Equal(subject, ExpectTerminated(subject).ActorRef);
    }

    [Fact]
    public void Unwatched_actor_ends_in_silence()
    {
        var subject = ActorOf<TestActors.BlackHoleActor>();
        var probe = CreateTestProbe();
        Watch(subject);
        probe.Watch(subject);
        Unwatch(subject);

        Sys.Stop(subject);

        probe.ExpectTerminated(subject);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void No_message_fails_also_for_one_that_was_there_before()
    {
        TestActor.Tell("early");

        var words = Failure.Of(() => ExpectNoMsg(Short));

        Assert.StartsWith("Expected no message within 0.02 s; after ", words);
        Assert.Contains("came [early] of type [System.String]", words);
        ExpectNoMsg(20);
    }

    [Fact]
    public void Cancelled_expectation_ends_at_once()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => ExpectMsg<string>(TimeSpan.FromDays(1), cancellationToken: cancelled.Token));
    }
}
