using Akka.Actor;

namespace Akka.TestKit.Tests;

/// <summary>The promises of the official documentation, "Testing actor systems": CallingThreadDispatcher.</summary>
public sealed class CallingThreadDispatcherTests : Xunit2.TestKit
{
    private readonly List<string> _diary = [];

    private IActorRef Actor(Action<object, IActorContext> onMessage, string? name = null) =>
        ActorOf(Props.Create(() => new Scripted(onMessage)).WithDispatcher(CallingThreadDispatcher.Id), name);

    [Fact]
    public void Message_is_handled_on_the_senders_thread_before_tell_returns()
    {
        var thread = -1;
        var actor = Actor((_, _) => thread = Environment.CurrentManagedThreadId);

        actor.Tell("x");

        Assert.Equal(Environment.CurrentManagedThreadId, thread);
    }

    [Fact]
    public void Message_to_another_actor_is_handled_inside_of_the_sending_one()
    {
        var inner = Actor((message, _) => _diary.Add($"inner {message}"));
        var outer = Actor((message, _) =>
        {
            _diary.Add("outer begins");
            inner.Tell(message);
            _diary.Add("outer ends");
        });

        outer.Tell("x");

        Assert.Equal(["outer begins", "inner x", "outer ends"], _diary);
    }

    [Fact]
    public void Actor_is_not_entered_again_while_it_handles_a_message()
    {
        var actor = Actor((message, context) =>
        {
            _diary.Add($"{message} begins");
            if (message is "first")
                context.Self.Tell("second");
            _diary.Add($"{message} ends");
        });

        actor.Tell("first");

        Assert.Equal(["first begins", "first ends", "second begins", "second ends"], _diary);
    }

    [Fact]
    public void Actor_is_not_entered_again_by_way_of_others()
    {
        IActorRef? ping = null;
        var pong = Actor((message, _) =>
        {
            _diary.Add($"pong {message}");
            ping!.Tell(1);
            _diary.Add("pong ends");
        });
        ping = Actor((message, _) =>
        {
            _diary.Add($"ping {message}");
            if (message is 0)
                pong.Tell(0);
        });

        ping.Tell(0);

        Assert.Equal(["ping 0", "pong 0", "pong ends", "ping 1"], _diary);
    }

    [Fact]
    public void Context_of_the_outer_actor_is_its_own_again_after_the_inner_one()
    {
        var inner = Actor((_, _) => { }, "inner");
        var outer = Actor((_, context) =>
        {
            inner.Tell("x");
            inner.Tell("y");
            TestActor.Tell(ActorCell.GetCurrentSelfOrNoSender()!);
            context.Sender.Tell("answer");
        }, "outer");

        outer.Tell("x");

        ExpectMsgFrom(outer, outer);
        ExpectMsgFrom(outer, "answer");
    }

    [Fact]
    public void Ten_thousand_messages_to_itself_do_not_nest()
    {
        var left = 10_000;
        var stack = "";
        var actor = Actor((_, context) =>
        {
            if (--left > 0)
                context.Self.Tell("again");
            else
                stack = Environment.StackTrace;
        });

        actor.Tell("go");

        Assert.Equal(2, stack.Split("Akka.Dispatch.Mailbox.Run()").Length);
    }

    [Fact]
    public void Whole_way_of_a_message_is_on_the_call_stack()
    {
        var stack = "";
        var inner = Actor((_, _) => stack = Environment.StackTrace);
        var outer = Actor((message, _) => Pass(message, inner));

        outer.Tell("x");

        Assert.Contains(nameof(Pass), stack);
        Assert.Contains(nameof(Whole_way_of_a_message_is_on_the_call_stack), stack);
    }

    [Fact]
    public async Task Message_of_a_second_thread_waits_for_the_first_to_be_done_with_the_actor()
    {
        using var entered = new SemaphoreSlim(0);
        using var told = new SemaphoreSlim(0);
        List<int> threads = [];
        var actor = Actor((message, _) =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            if (message is not "slow")
                return;
            entered.Release();
            told.Wait(Dilated(TimeSpan.FromSeconds(60)));
        });

        var first = Task.Run(() => actor.Tell("slow"));
        await entered.WaitAsync();
        actor.Tell("quick");
        Assert.Single(threads);
        told.Release();
        await first;

        Assert.Equal(2, threads.Count);
        Assert.Single(threads.Distinct());
    }

    [Fact]
    public void Suspended_actor_handles_its_messages_on_the_thread_that_resumes_it()
    {
        var actor = Actor((message, _) => _diary.Add($"{message}"));
        var reference = (IInternalActorRef)actor;
        reference.Suspend();
        actor.Tell("waits");
        Assert.Empty(_diary);

        reference.Resume();

        Assert.Equal(["waits"], _diary);
    }

    [Fact]
    public void Failing_actor_is_restarted_and_goes_on()
    {
        var parent = Actor((message, context) =>
        {
            if (message is Props props)
                context.Sender.Tell(context.ActorOf(props));
        });
        parent.Tell(Props.Create(() => new Scripted((_, _) => _diary.Add("handled"), true)).WithDispatcher(CallingThreadDispatcher.Id));
        var child = ExpectMsg<IActorRef>();

        EventFilter.Exception<FormatException>().ExpectOne(() => child.Tell(new FormatException("x")));
        child.Tell("y");

        Assert.Equal(["handled"], _diary);
    }

    private static void Pass(object message, IActorRef to) => to.Tell(message);

    private sealed class Scripted(Action<object, IActorContext> onMessage, bool fails = false) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (fails && message is Exception fault)
                throw fault;
            onMessage(message, Context);
        }
    }
}
