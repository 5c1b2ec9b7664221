using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Ask" and "PipeTo".</summary>
public sealed class AskTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    private IActorRef Answering(object answer) => _stage.Actor((_, context) => context.Sender.Tell(answer, context.Self));

    private T Await<T>(Task<T> task) => _stage.Run.Await(task, Second * 10);

    [Fact]
    public void Answer_completes_the_task() =>
        Assert.Equal("yes", Await(Answering("yes").Ask<string>("?", Second)));

    [Fact]
    public void Failure_as_answer_faults_the_task_with_its_cause()
    {
        var cause = new NotSupportedException("no");

        var asked = Answering(new Status.Failure(cause)).Ask<string>("?", Second);

        Assert.Same(cause, Assert.Throws<NotSupportedException>(() => Await(asked)));
    }

    [Fact]
    public void Answer_of_another_type_faults_the_task() =>
        Assert.Throws<ArgumentException>(() => Await(Answering(1).Ask<string>("?", Second)));

    [Fact]
    public void No_answer_in_time_faults_the_task_and_a_late_one_is_a_dead_letter()
    {
        IActorRef asker = ActorRefs.Nobody;
        var actor = _stage.Actor((_, context) => asker = context.Sender);
        var asked = actor.Ask<string>("?", Second);
        var other = actor.Ask<string>("?", Second * 3);

        _stage.Run.Advance(Second * 2);

        Assert.False(other.IsCompleted);
        Assert.Throws<AskTimeoutException>(() => Await(asked));
        Assert.Throws<AskTimeoutException>(() => Await(other));
        _stage.Tell(asker, "late");
        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Cancelled_ask_is_cancelled()
    {
        using var source = new CancellationTokenSource();
        var asked = _stage.Actor((_, _) => { }).Ask<string>("?", Second, source.Token);

        source.Cancel();

        Assert.True(asked.IsCanceled);
    }

    [Fact]
    public void Ask_of_a_stopped_actor_times_out_and_leaves_a_dead_letter()
    {
        var actor = Answering("yes");
        _stage.Tell(actor, PoisonPill.Instance);

        var asked = actor.Ask<string>("?", Second);

        Assert.Throws<AskTimeoutException>(() => Await(asked));
        Assert.Contains("?", _stage.DeadLetters);
    }

    [Fact]
    public void Message_factory_is_given_the_reference_to_answer_to()
    {
        var actor = _stage.Actor((message, context) => ((IActorRef)message).Tell("by reference", context.Self));

        var asked = actor.Ask<string>(replyTo => replyTo, Second, CancellationToken.None);

        Assert.Equal("by reference", Await(asked));
    }

    [Fact]
    public void Asker_can_be_found_by_its_path_until_it_is_answered()
    {
        IActorRef asker = ActorRefs.Nobody;
        var actor = _stage.Actor((_, context) => asker = context.Sender);
        var asked = actor.Ask<string>("?", Second);
        _stage.Run.RunUntilIdle();

        var found = _stage.System.Provider.ResolveActorRef(asker.Path.ToSerializationFormat());
        _stage.Tell(found, "found");

        Assert.Same(asker, found);
        Assert.Equal("found", Await(asked));
        Assert.NotSame(asker, _stage.System.Provider.ResolveActorRef(asker.Path.ToSerializationFormat()));
    }

    [Fact]
    public void Piped_task_arrives_as_its_result_or_as_a_failure()
    {
        var probe = _stage.Probe();
        var cause = new NotSupportedException("no");

        Task.FromResult("done").PipeTo(probe.Ref);
        Task.FromException<string>(cause).PipeTo(probe.Ref);
        Task.FromResult(2).PipeTo(probe.Ref, success: number => number * 2);
        Task.FromException<int>(cause).PipeTo(probe.Ref, failure: e => e.Message);
        _stage.Run.RunUntilIdle();

        Assert.Equal("done", probe.Received[0]);
        Assert.Same(cause, Assert.IsType<Status.Failure>(probe.Received[1]).Cause);
        Assert.Equal([4, "no"], probe.Received.Skip(2));
    }

    [Fact]
    public void Cancelled_task_is_piped_as_a_failure()
    {
        var probe = _stage.Probe();

        Task.FromCanceled<string>(new CancellationToken(canceled: true)).PipeTo(probe.Ref);
        _stage.Run.RunUntilIdle();

        Assert.IsType<TaskCanceledException>(Assert.IsType<Status.Failure>(Assert.Single(probe.Received)).Cause);
    }

    [Fact]
    public void Ask_within_an_actor_is_piped_back_to_it()
    {
        var answering = Answering("yes");
        List<object> got = [];
        var actor = _stage.Actor((message, context) =>
        {
            got.Add(message);
            if (message is "go")
                answering.Ask<string>("?", Second).PipeTo(context.Self);
        });

        _stage.Tell(actor, "go");

        Assert.Equal(["go", "yes"], got);
    }
}
