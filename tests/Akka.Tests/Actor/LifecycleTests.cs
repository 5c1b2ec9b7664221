using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Actor lifecycle" and "Untyped actor API: lifecycle hooks".</summary>
public sealed class LifecycleTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly List<string> _diary = [];

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void Actor_starts_before_its_first_message_and_stops_after_its_last()
    {
        var actor = _stage.System.ActorOf(Fragile.Props(_diary));

        _stage.Tell(actor, "a", PoisonPill.Instance, "b");

        Assert.Equal(["new#1", "PreStart#1", "got a#1", "PostStop#1"], _diary);
        Assert.Contains("b", _stage.DeadLetters);
    }

    [Fact]
    public void Restart_calls_hooks_on_the_old_and_the_new_instance_in_order()
    {
        var actor = _stage.System.ActorOf(Fragile.Props(_diary));

        _stage.Tell(actor, new InvalidOperationException("x"), "after");

        Assert.Equal(
            ["new#1", "PreStart#1", "PreRestart x in InvalidOperationException#1", "PostStop#1", "new#2", "PostRestart x#2", "PreStart#2", "got after#2"],
            _diary);
    }

    [Fact]
    public void Restart_drops_the_message_in_hand_and_keeps_the_mailbox_and_the_reference()
    {
        var actor = _stage.System.ActorOf(Fragile.Props(_diary), "a");

        _stage.Tell(actor, "1", new InvalidOperationException("x"), "2", "3");

        Assert.Equal(["got 1#1", "got 2#2", "got 3#2"], _diary.Where(line => line.StartsWith("got", StringComparison.Ordinal)));
        Assert.Equal(actor, _stage.Run.Await(_stage.System.ActorSelection("/user/a").ResolveOne(TimeSpan.FromSeconds(1)), TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void New_actor_of_the_same_path_is_another_incarnation()
    {
        var first = _stage.System.ActorOf(Fragile.Props(_diary), "a");
        _stage.Tell(first, PoisonPill.Instance);

        var second = _stage.System.ActorOf(Fragile.Props(_diary), "a");
        _stage.Tell(first, "to the first");
        _stage.Tell(second, "to the second");

        Assert.NotEqual(first, second);
        Assert.Equal(first.Path, second.Path);
        Assert.Contains("to the first", _stage.DeadLetters);
        Assert.Contains("got to the second#2", _diary);
    }

    [Fact]
    public void Stop_lets_the_message_in_hand_finish_and_handles_no_other()
    {
        var probe = _stage.Probe();
        var actor = _stage.Actor((message, context) =>
        {
            context.Stop(context.Self);
            probe.Ref.Tell(message, context.Self);
        });

        _stage.Tell(actor, 1, 2);

        Assert.Equal([1], probe.Received);
        Assert.Contains(2, _stage.DeadLetters);
    }

    [Fact]
    public void Parent_stops_only_after_all_its_children_have()
    {
        var parent = _stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop));
        var probe = _stage.Probe();
        _stage.Tell(parent, new Parent.MakeChild(Fragile.Props(_diary), "child", probe.Watch));
        probe.Watch(parent);
        _stage.Run.RunUntilIdle();

        _stage.Tell(parent, PoisonPill.Instance);

        Assert.Equal(["child", parent.Path.Name], probe.Received.Cast<Terminated>().Select(t => t.ActorRef.Path.Name));
    }

    [Fact]
    public void Kill_makes_the_actor_fail_and_by_default_stop()
    {
        var actor = _stage.System.ActorOf(Fragile.Props(_diary));

        _stage.Tell(actor, Kill.Instance, "late");

        Assert.Equal("PostStop#1", _diary[^1]);
        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Actor_cannot_be_made_with_new() =>
        Assert.Throws<ActorInitializationException>(() => new Fragile([]));

    [Fact]
    public void Name_that_is_taken_or_not_allowed_is_refused()
    {
        _stage.System.ActorOf(Fragile.Props(_diary), "taken");

        Assert.Throws<InvalidActorNameException>(() => _stage.System.ActorOf(Fragile.Props(_diary), "taken"));
        Assert.Throws<InvalidActorNameException>(() => _stage.System.ActorOf(Fragile.Props(_diary), "a/b"));
        Assert.Throws<InvalidActorNameException>(() => _stage.System.ActorOf(Fragile.Props(_diary), "$a"));
        Assert.Throws<InvalidActorNameException>(() => _stage.System.ActorOf(Fragile.Props(_diary), ""));
    }
}
