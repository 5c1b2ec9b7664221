using Akka.Actor;

namespace Akka.Tests.Actor;

/// <summary>The promises of the official documentation, "Supervision" and "Fault tolerance".</summary>
public sealed class SupervisionTests : IDisposable
{
    private readonly Stage _stage = new();
    private readonly List<string> _diary = [];
    private readonly InvalidOperationException _fault = new("x");

    public void Dispose() => _stage.Dispose();

    private IActorRef ChildOf(IActorRef parent, string name = "child", Props? props = null)
    {
        IActorRef child = ActorRefs.Nobody;
        _stage.Tell(parent, new Parent.MakeChild(props ?? Fragile.Props(_diary), name, made => child = made));
        return child;
    }

    private IActorRef ChildUnder(Func<Exception, Directive> decide) => ChildOf(_stage.System.ActorOf(Parent.Deciding(decide)));

    [Fact]
    public void Resume_keeps_the_instance_and_its_state()
    {
        var child = ChildUnder(_ => Directive.Resume);

        _stage.Tell(child, "a", _fault, "b");

        Assert.Equal(["new#1", "PreStart#1", "got a#1", "got b#1"], _diary);
    }

    [Fact]
    public void Stop_ends_the_child()
    {
        var child = ChildUnder(_ => Directive.Stop);

        _stage.Tell(child, _fault, "b");

        Assert.Equal(["new#1", "PreStart#1", "PostStop#1"], _diary);
        Assert.Contains("b", _stage.DeadLetters);
    }

    [Fact]
    public void Supervisor_sees_the_exception_that_the_child_threw()
    {
        List<Exception> seen = [];
        var child = ChildUnder(e =>
        {
            seen.Add(e);
            return Directive.Resume;
        });

        _stage.Tell(child, _fault);

        Assert.Same(_fault, Assert.Single(seen));
    }

    [Fact]
    public void Escalate_makes_the_parent_fail_with_the_same_exception()
    {
        List<Exception> seen = [];
        var grandparent = _stage.System.ActorOf(Parent.Deciding(e =>
        {
            seen.Add(e);
            return Directive.Restart;
        }));
        var parent = ChildOf(grandparent, "parent", Parent.Deciding(_ => Directive.Escalate));
        var child = ChildOf(parent);

        _stage.Tell(child, _fault, "after");

        Assert.Same(_fault, Assert.Single(seen));
        Assert.Equal("got after#2", _diary[^1]);
    }

    [Theory]
    [InlineData(typeof(ActorInitializationException), Directive.Stop)]
    [InlineData(typeof(ActorKilledException), Directive.Stop)]
    [InlineData(typeof(InvalidOperationException), Directive.Restart)]
    public void Default_decider_stops_what_cannot_live_and_restarts_the_rest(Type failure, Directive expected)
    {
        var cause = (Exception)Activator.CreateInstance(failure)!;

        Assert.Equal(expected, SupervisorStrategy.DefaultDecider.Decide(cause));
    }

    [Fact]
    public void Child_is_stopped_once_it_was_restarted_as_often_as_allowed()
    {
        var parent = _stage.System.ActorOf(Parent.Props(new OneForOneStrategy(2, -1, _ => Directive.Restart, loggingEnabled: false)));
        var child = ChildOf(parent);

        _stage.Tell(child, _fault, _fault, "third", _fault, "late");

        Assert.Contains("got third#3", _diary);
        Assert.Equal("PostStop#3", _diary[^1]);
        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Restarts_outside_of_the_time_range_do_not_count()
    {
        var range = TimeSpan.FromSeconds(10);
        var parent = _stage.System.ActorOf(Parent.Props(new OneForOneStrategy(1, (int)range.TotalMilliseconds, _ => Directive.Restart, loggingEnabled: false)));
        var child = ChildOf(parent);

        for (var round = 0; round < 5; round++)
        {
            _stage.Tell(child, _fault);
            _stage.Run.Advance(range + TimeSpan.FromMilliseconds(1));
        }

        _stage.Tell(child, "alive");

        Assert.Equal("got alive#6", _diary[^1]);
    }

    [Theory]
    [InlineData(Directive.Restart)]
    [InlineData(Directive.Stop)]
    public void One_for_one_leaves_the_siblings_alone(Directive directive)
    {
        var parent = _stage.System.ActorOf(Parent.Props(new OneForOneStrategy(-1, -1, _ => directive, loggingEnabled: false)));
        List<string> sibling = [];
        var child = ChildOf(parent);
        ChildOf(parent, "sibling", Fragile.Props(sibling));

        _stage.Tell(child, _fault);

        Assert.Equal(["new#1", "PreStart#1"], sibling);
    }

    [Fact]
    public void All_for_one_restarts_the_siblings_as_well()
    {
        var parent = _stage.System.ActorOf(Parent.Props(new AllForOneStrategy(-1, -1, _ => Directive.Restart, loggingEnabled: false)));
        List<string> sibling = [];
        var child = ChildOf(parent);
        ChildOf(parent, "sibling", Fragile.Props(sibling));

        _stage.Tell(child, _fault);

        Assert.Contains("PostRestart x#2", _diary);
        Assert.Contains("PreRestart x in nothing#1", sibling);
        Assert.Contains("PostRestart x#2", sibling);
    }

    [Fact]
    public void All_for_one_stops_the_siblings_as_well()
    {
        var parent = _stage.System.ActorOf(Parent.Props(new AllForOneStrategy(-1, -1, _ => Directive.Stop, loggingEnabled: false)));
        List<string> sibling = [];
        var child = ChildOf(parent);
        ChildOf(parent, "sibling", Fragile.Props(sibling));

        _stage.Tell(child, _fault);

        Assert.Equal("PostStop#1", _diary[^1]);
        Assert.Equal("PostStop#1", sibling[^1]);
    }

    [Fact]
    public void Children_that_survive_the_restart_of_their_parent_are_restarted_with_it()
    {
        var parent = _stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop));
        ChildOf(parent);

        _stage.Tell(parent, _fault);

        Assert.Equal(["new#1", "PreStart#1", "PreRestart x in nothing#1", "PostStop#1", "new#2", "PostRestart x#2", "PreStart#2"], _diary);
    }

    [Fact]
    public void Default_restart_stops_the_children_before_the_new_instance_starts()
    {
        var actor = _stage.System.ActorOf(Props.Create(() => new ParentThatThrows(_diary)));

        _stage.Tell(actor, "throw");

        Assert.Equal(["parent starts", "new#1", "PreStart#1", "PostStop#1", "parent starts", "new#2", "PreStart#2"], _diary);
    }

    [Fact]
    public void Exception_in_the_constructor_reaches_the_supervisor_with_its_cause()
    {
        Exception? seen = null;
        var parent = _stage.System.ActorOf(Parent.Deciding(e =>
        {
            seen = e;
            return Directive.Stop;
        }));

        var child = ChildOf(parent, "broken", Props.Create(() => new CannotBeMade()));
        _stage.Tell(child, "late");

        Assert.IsType<NotSupportedException>(Assert.IsType<ActorInitializationException>(seen).InnerException);
        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Exception_in_post_restart_reaches_the_supervisor_with_both_causes()
    {
        List<Exception> seen = [];
        var parent = _stage.System.ActorOf(Parent.Deciding(e =>
        {
            seen.Add(e);
            return e is PostRestartException ? Directive.Stop : Directive.Restart;
        }));
        var child = ChildOf(parent, "broken", Props.Create(() => new CannotBeRestarted()));

        _stage.Tell(child, _fault, "late");

        var second = Assert.IsType<PostRestartException>(seen[1]);
        Assert.Same(_fault, second.OriginalCause);
        Assert.IsType<NotSupportedException>(second.InnerException);
        Assert.Contains("late", _stage.DeadLetters);
    }

    [Fact]
    public void Suspended_child_handles_no_message_until_it_is_decided()
    {
        var parent = _stage.System.ActorOf(Parent.Deciding(_ =>
        {
            _diary.Add("decided");
            return Directive.Resume;
        }));
        var child = ChildOf(parent);

        _stage.Tell(child, _fault, "after");

        Assert.Equal(["decided", "got after#1"], _diary[^2..]);
    }

    [Fact]
    public void Strategy_of_props_goes_before_that_of_the_class()
    {
        var parent = _stage.System.ActorOf(Parent.Deciding(_ => Directive.Stop)
            .WithSupervisorStrategy(new OneForOneStrategy(_ => Directive.Resume, loggingEnabled: false)));
        var child = ChildOf(parent);

        _stage.Tell(child, _fault, "alive");

        Assert.Equal("got alive#1", _diary[^1]);
    }

    private sealed class CannotBeMade : UntypedActor
    {
        public CannotBeMade() => throw new NotSupportedException("no");

        protected override void OnReceive(object message) => Unhandled(message);
    }

    private sealed class CannotBeRestarted : UntypedActor
    {
        protected override void OnReceive(object message) => throw (Exception)message;

        protected override void PostRestart(Exception reason) => throw new NotSupportedException("no");
    }

    private sealed class ParentThatThrows(List<string> diary) : UntypedActor
    {
        protected override void PreStart()
        {
            diary.Add("parent starts");
            Context.ActorOf(Fragile.Props(diary), "child");
        }

        protected override void OnReceive(object message) => throw new InvalidOperationException("x");
    }
}
