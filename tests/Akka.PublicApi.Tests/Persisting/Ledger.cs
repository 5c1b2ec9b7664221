using Akka.Actor;
using Akka.Persistence;

namespace Akka.PublicApi.Tests.Persisting;

/// <summary>What the accounts of these tests have in common: a balance, and what they recovered from.</summary>
internal sealed class Ledger(Eventsourced actor)
{
    private readonly List<int> _replayed = [];
    private string _snapshot = "none";

    public int Balance { get; private set; }

    public void Recover(object message)
    {
        switch (message)
        {
            case SnapshotOffer offer:
                Balance = (int)offer.Snapshot;
                _snapshot = $"{offer.Snapshot}@{offer.Metadata.SequenceNr}";
                break;
            case int amount:
                Balance += amount;
                _replayed.Add(amount);
                break;
            case RecoveryCompleted:
                break;
        }
    }

    /// <summary>Does a command, whichever base class the actor has.</summary>
    public void Handle(object message, IActorRef sender)
    {
        switch (message)
        {
            case int amount:
                actor.Persist(amount, Add);
                break;
            case int[] amounts:
                actor.PersistAll(amounts, Add);
                break;
            case "async":
                actor.PersistAsync(3, Add);
                break;
            case "async all":
                actor.PersistAllAsync((int[])[2, 2], Add);
                break;
            case "defer":
                actor.DeferAsync("deferred", text => sender.Tell(text));
                break;
            case "save":
                actor.SaveSnapshot(Balance);
                break;
            case "recovered":
                sender.Tell($"snapshot {_snapshot}, events {string.Join(' ', _replayed)}, last {actor.LastSequenceNr}");
                break;
            case "delete":
                actor.DeleteMessages(1);
                actor.DeleteSnapshot(2);
                actor.DeleteSnapshots(new SnapshotSelectionCriteria(1));
                break;
            default:
                sender.Tell(Balance);
                break;
        }
    }

    /// <summary>What a plugin answered, for whoever asked for it; null for any other message.</summary>
    public static object? AnswerOf(object message) => message switch
    {
        SaveSnapshotSuccess saved => saved.Metadata,
        DeleteMessagesSuccess deleted => $"events deleted to {deleted.ToSequenceNr}",
        DeleteSnapshotSuccess => "snapshot deleted",
        DeleteSnapshotsSuccess => "snapshots deleted",
        SaveSnapshotFailure or DeleteMessagesFailure or DeleteSnapshotFailure or DeleteSnapshotsFailure => $"failed: {message}",
        _ => null,
    };

    private void Add(int amount) => Balance += amount;
}
