using Akka.Actor;
using Akka.Persistence;

namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>
/// A persistent actor whose state is the list of all its events. Commands: <see cref="Write"/>, <see cref="Tidy"/>, <see cref="Rest"/>.
/// </summary>
internal sealed class Diary(string id, DiaryNotes notes) : PersistentActor
{
    private readonly List<string> _state = [];

    public override string PersistenceId => id;

    /// <summary>Persists events all or not at all.</summary>
    public sealed record Write(string[] Events) : INoSerializationVerificationNeeded;

    /// <summary>Saves a snapshot and then deletes the events and snapshots before it.</summary>
    public sealed record Tidy : INoSerializationVerificationNeeded
    {
        public static readonly Tidy Instance = new();
    }

    /// <summary>Is answered when all before it is done.</summary>
    public sealed record Rest : INoSerializationVerificationNeeded
    {
        public static readonly Rest Instance = new();
    }

    protected override bool ReceiveRecover(object message)
    {
        if (message is SnapshotOffer offer)
            _state.AddRange(((string)offer.Snapshot).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        else if (message is string @event)
            _state.Add(@event);
        else if (message is RecoveryCompleted)
            notes.Recovered = [.. _state];
        return true;
    }

    protected override bool ReceiveCommand(object message)
    {
        switch (message)
        {
            case Write write:
                notes.Attempted.Add(write.Events);
                PersistAll(write.Events, OnKept);
                return true;
            case Tidy:
                SaveSnapshot(string.Join(' ', _state));
                return true;
            case Rest:
                Sender.Tell(Rest.Instance, Self);
                return true;
            case SaveSnapshotSuccess saved:
                DeleteMessages(saved.Metadata.SequenceNr);
                DeleteSnapshots(new SnapshotSelectionCriteria(saved.Metadata.SequenceNr - 1));
                return true;
            default:
                return true;
        }
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) => notes.Failure = cause;

    protected override void OnRecoveryFailure(Exception reason, object? message = null) => notes.RecoveryFailure = reason;

    protected override void PostStop() => notes.IsStopped = true;

    private void OnKept(string @event)
    {
        _state.Add(@event);
        notes.Keep(@event);
    }
}
