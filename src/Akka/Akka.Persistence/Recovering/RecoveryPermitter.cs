using Akka.Actor;
using Akka.Event;

namespace Akka.Persistence.Recovering;

/// <summary>Asks for the right to recover. Answered by <see cref="RecoveryPermitGranted"/>, at once or when others have done.</summary>
internal sealed class RequestRecoveryPermit : INoSerializationVerificationNeeded
{
    public static readonly RequestRecoveryPermit Instance = new();
}

/// <summary>The right to recover.</summary>
internal sealed class RecoveryPermitGranted : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    public static readonly RecoveryPermitGranted Instance = new();
}

/// <summary>The recovery is over.</summary>
internal sealed class ReturnRecoveryPermit : INoSerializationVerificationNeeded, IDeadLetterSuppression
{
    public static readonly ReturnRecoveryPermit Instance = new();
}

/// <summary>
/// Lets so many actors recover at a time, the others in the order in which they asked, so that a system that starts does not
/// drown its journal. A system actor; an actor that stops gives its permit back.
/// </summary>
internal sealed class RecoveryPermitter(int permits) : UntypedActor
{
    private readonly HashSet<IActorRef> _holders = [];
    private readonly LinkedList<IActorRef> _waiting = [];

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case RequestRecoveryPermit:
                OnRequest(Sender);
                break;
            case ReturnRecoveryPermit:
                OnReturn(Sender);
                break;
            case Terminated terminated when !_waiting.Remove(terminated.ActorRef):
                OnReturn(terminated.ActorRef);
                break;
        }
    }

    // An actor that starts anew while it recovers asks again, and still holds its permit.
    private void OnRequest(IActorRef actor)
    {
        Context.Watch(actor);
        if (_holders.Contains(actor) || _holders.Count < permits)
            Grant(actor);
        else
            _waiting.AddLast(actor);
    }

    private void OnReturn(IActorRef actor)
    {
        if (!_holders.Remove(actor))
            return;

        Context.Unwatch(actor);
        if (_waiting.First is not { } next)
            return;
        _waiting.RemoveFirst();
        Grant(next.Value);
    }

    private void Grant(IActorRef actor)
    {
        _holders.Add(actor);
        actor.Tell(RecoveryPermitGranted.Instance, Self);
    }
}
