using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

internal sealed class ReceivingAccount : ReceivePersistentActor
{
    private readonly Ledger _ledger;
    private IActorRef _asker = ActorRefs.Nobody;

    public ReceivingAccount()
    {
        _ledger = new Ledger(this);
        Recover<SnapshotOffer>(_ledger.Recover);
        Recover<int>(amount => amount > 0, amount => _ledger.Recover(amount));
        RecoverAny(_ledger.Recover);
        Command<SaveSnapshotSuccess>(saved => _asker.Tell(Ledger.AnswerOf(saved)!));
        Command<string>(text => text == "save", text =>
        {
            _asker = Sender;
            _ledger.Handle(text, Sender);
        });
        CommandAsync<string>(text => text == "?", async question =>
        {
            await Task.Yield();
            _ledger.Handle(question, Sender);
        });
        CommandAny(message => _ledger.Handle(message, Sender));
    }

    public override string PersistenceId => "receive";
}
