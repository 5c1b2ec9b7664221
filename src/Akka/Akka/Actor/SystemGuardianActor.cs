using Akka.Dispatch;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// The actor at <c>/system</c>. It outlives <c>/user</c>: when that has stopped it tells who registered for it, waits until all of them
/// have answered, and stops.
/// </summary>
public class SystemGuardianActor(IActorRef userGuardian) : ActorBase, IRequiresMessageQueue<IUnboundedMessageQueueSemantics>
{
    private readonly IActorRef _userGuardian = userGuardian;

    // A list and not a set: the order in which they are told must be the same in every run.
    private readonly List<IActorRef> _terminationHooks = [];

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(_userGuardian):
                Context.Become(Terminating);
                foreach (var hook in _terminationHooks)
                    hook.Tell(TerminationHook.Instance, Self);
                StopWhenAllAnswered();
                break;
            case Terminated terminated:
                _terminationHooks.Remove(terminated.ActorRef);
                break;
            case StopChild stop:
                Context.Stop(stop.Child);
                break;
            case RegisterTerminationHook when !Equals(Sender, Context.System.DeadLetters):
                _terminationHooks.Add(Sender);
                Context.Watch(Sender);
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }

        return true;
    }

    protected override void PreRestart(Exception reason, object? message)
    {
    }

    private bool Terminating(object message)
    {
        switch (message)
        {
            case Terminated terminated:
                _terminationHooks.Remove(terminated.ActorRef);
                StopWhenAllAnswered();
                break;
            case TerminationHookDone:
                Context.Unwatch(Sender);
                _terminationHooks.Remove(Sender);
                StopWhenAllAnswered();
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }

        return true;
    }

    private void StopWhenAllAnswered()
    {
        if (_terminationHooks.Count == 0)
            Context.Stop(Self);
    }
}
