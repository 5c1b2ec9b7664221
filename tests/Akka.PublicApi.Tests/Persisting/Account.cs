using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

internal sealed class Account : PersistentActor
{
    private readonly Ledger _ledger;
    private IActorRef _asker = ActorRefs.Nobody;

    public Account(string id)
        : this(id, Recovery.Default)
    {
    }

    public Account(string id, Recovery recovery)
    {
        PersistenceId = id;
        Recovery = recovery;
        _ledger = new Ledger(this);
    }

    public override string PersistenceId { get; }

    public override Recovery Recovery { get; }

    protected override bool ReceiveRecover(object message)
    {
        _ledger.Recover(message);
        return true;
    }

    protected override bool ReceiveCommand(object message)
    {
        if (Ledger.AnswerOf(message) is { } answer)
        {
            _asker.Tell(answer);
            return true;
        }

        _asker = Sender;
        _ledger.Handle(message, Sender);
        return true;
    }
}
