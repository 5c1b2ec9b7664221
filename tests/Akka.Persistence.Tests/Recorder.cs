using Akka.Actor;

namespace Akka.Persistence.Tests;

/// <summary>A command that does whatever a test wants.</summary>
internal sealed record Act(string Name, Action<Recorder> Do) : INoSerializationVerificationNeeded;

/// <summary>A persistent actor that writes down what happens to it, in a list that outlives it.</summary>
internal sealed class Recorder(string id, List<string> log) : PersistentActor
{
    public override string PersistenceId => id;

    public override Recovery Recovery => RecoverAs;

    public Recovery RecoverAs { get; init; } = Recovery.Default;

    public string JournalId
    {
        init => JournalPluginId = value;
    }

    public string SnapshotStoreId
    {
        init => SnapshotPluginId = value;
    }

    /// <summary>Runs when recovery is complete.</summary>
    public Action<Recorder>? OnCompleted { get; init; }

    public IActorRef Asker => Sender;

    public void Note(string what) => log.Add(what);

    /// <summary>Persists an event and notes when its handler runs.</summary>
    public void Keep(string @event) => Persist(@event, kept => Note($"kept {kept}"));

    public void Run(Func<Task> task) => RunTask(task);

    protected override bool ReceiveRecover(object message)
    {
        switch (message)
        {
            case RecoveryCompleted:
                Note($"recovered {LastSequenceNr}");
                OnCompleted?.Invoke(this);
                return true;
            case SnapshotOffer offer:
                Note($"offer {offer.Snapshot}@{offer.Metadata.SequenceNr}");
                return true;
            case "poison":
                throw new InvalidOperationException("poison");
            default:
                Note($"replay {message}");
                return true;
        }
    }

    protected override bool ReceiveCommand(object message)
    {
        if (message is not Act act)
        {
            Note($"got {message.GetType().Name}");
            return true;
        }

        Note(act.Name);
        act.Do(this);
        return true;
    }

    protected override void OnPersistFailure(Exception cause, object @event, long sequenceNr) =>
        Note($"failed {@event}@{sequenceNr}: {cause.Message}");

    protected override void OnPersistRejected(Exception cause, object @event, long sequenceNr) =>
        Note($"rejected {@event}@{sequenceNr}: {cause.Message}");

    protected override void OnRecoveryFailure(Exception reason, object? message = null) =>
        Note($"recovery failed: {reason.GetType().Name} {reason.Message} {message}".TrimEnd());

    protected override void PostStop() => Note("stopped");
}
