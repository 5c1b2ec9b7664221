using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Lifecycle monitoring aka DeathWatch".</summary>
public sealed class DeathWatchTests : IDisposable
{
    private readonly Stage _stage = new();

    public void Dispose() => _stage.Dispose();

    private IActorRef Idle() => _stage.Actor((_, _) => { });

    [Fact]
    public void Watcher_is_told_once_that_its_subject_has_stopped()
    {
        var subject = Idle();
        var probe = _stage.Probe();
        probe.Watch(subject);
        probe.Watch(subject);
        _stage.Run.RunUntilIdle();

        _stage.Tell(subject, PoisonPill.Instance);

        var terminated = Assert.IsType<Terminated>(Assert.Single(probe.Received));
        Assert.Equal(subject, terminated.ActorRef);
        Assert.True(terminated.ExistenceConfirmed);
        Assert.False(terminated.AddressTerminated);
    }

    [Fact]
    public void Subject_that_stopped_before_the_watch_is_reported_as_well()
    {
        var subject = Idle();
        _stage.Tell(subject, PoisonPill.Instance);
        var probe = _stage.Probe();

        probe.Watch(subject);
        _stage.Run.RunUntilIdle();

        Assert.Equal(subject, Assert.IsType<Terminated>(Assert.Single(probe.Received)).ActorRef);
    }

    [Fact]
    public void Path_where_nobody_ever_lived_is_reported_without_confirmation()
    {
        var nobody = _stage.System.Provider.ResolveActorRef("akka://stage/user/nobody");
        var probe = _stage.Probe();

        probe.Watch(nobody);
        _stage.Run.RunUntilIdle();

        Assert.False(Assert.IsType<Terminated>(Assert.Single(probe.Received)).ExistenceConfirmed);
    }

    [Fact]
    public void Restart_of_the_subject_is_not_its_end()
    {
        var subject = _stage.System.ActorOf(Fragile.Props([]));
        var probe = _stage.Probe();
        probe.Watch(subject);

        _stage.Tell(subject, new InvalidOperationException("x"));

        Assert.Empty(probe.Received);
    }

    [Fact]
    public void Unwatch_holds_back_even_a_notice_that_is_in_the_mailbox()
    {
        var subject = Idle();
        List<object> got = [];
        IActorRef? watcher = null;
        watcher = _stage.Actor((message, context) =>
        {
            if (message is "watch")
                context.Watch(subject);
            else if (message is "unwatch")
                context.Unwatch(subject);
            else
                got.Add(message);
        });
        _stage.Tell(watcher, "watch");
        var cell = ((LocalActorRef)watcher).Cell;
        cell.Suspend();
        watcher.Tell("unwatch", ActorRefs.NoSender);
        _stage.Tell(subject, PoisonPill.Instance);

        cell.Resume(null);
        _stage.Run.RunUntilIdle();

        Assert.Empty(got);
    }

    [Fact]
    public void Watch_with_sends_the_message_of_choice_instead()
    {
        var subject = Idle();
        List<object> got = [];
        var watcher = _stage.Actor((message, context) =>
        {
            got.Add(message);
            if (message is "watch")
                context.WatchWith(subject, "gone");
        });
        _stage.Tell(watcher, "watch");

        _stage.Tell(subject, PoisonPill.Instance);

        Assert.Equal(["watch", "gone"], got);
    }

    [Fact]
    public void Watching_again_with_another_message_is_refused()
    {
        var subject = Idle();
        Exception? refused = null;
        var watcher = _stage.Actor((_, context) =>
        {
            context.Watch(subject);
            refused = Record.Exception(() => context.WatchWith(subject, "gone"));
        });

        _stage.Tell(watcher, "go");

        Assert.IsType<InvalidOperationException>(refused);
    }

    [Fact]
    public void Unhandled_terminated_kills_the_watcher()
    {
        var subject = Idle();
        var watcher = _stage.System.ActorOf(Props.Create(() => new Indifferent(subject)));
        var probe = _stage.Probe();
        probe.Watch(watcher);
        _stage.Run.RunUntilIdle();

        _stage.Tell(subject, PoisonPill.Instance);

        Assert.Equal(watcher, Assert.IsType<Terminated>(Assert.Single(probe.Received)).ActorRef);
    }

    [Fact]
    public void Watcher_outside_of_actors_is_told_by_a_task()
    {
        var subject = Idle();
        var ended = subject.WatchAsync();
        Assert.False(ended.IsCompleted);

        _stage.Tell(subject, PoisonPill.Instance);

        Assert.True(_stage.Run.Await(ended, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Graceful_stop_ends_when_the_actor_has_stopped_and_is_cancelled_when_it_has_not_in_time()
    {
        var subject = Idle();
        var deaf = _stage.Actor((_, _) => { });

        var stopped = subject.GracefulStop(TimeSpan.FromSeconds(1));
        var late = deaf.GracefulStop(TimeSpan.FromSeconds(1), "not a stop message");
        _stage.Run.Advance(TimeSpan.FromSeconds(2));

        Assert.True(_stage.Run.Await(stopped, TimeSpan.Zero));
        Assert.True(late.IsCanceled);
    }

    private sealed class Indifferent : ReceiveActor
    {
        public Indifferent(IActorRef subject) => Context.Watch(subject);
    }
}
