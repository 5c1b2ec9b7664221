using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

internal sealed class UntypedAccount : UntypedPersistentActor
{
    private readonly Ledger _ledger;
    private IActorRef _asker = ActorRefs.Nobody;

    public UntypedAccount() => _ledger = new Ledger(this);

    public override string PersistenceId => "untyped";

    protected override void OnRecover(object message) => _ledger.Recover(message);

    protected override void OnCommand(object message)
    {
        if (Ledger.AnswerOf(message) is { } answer)
        {
            _asker.Tell(answer);
            return;
        }

        _asker = Sender;
        _ledger.Handle(message, Sender);
    }
}
