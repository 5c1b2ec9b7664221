using Akka.Actor;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// The base of snapshot stores. A store implements loading, saving and deleting as tasks; their outcomes go to the persistent
/// actors as messages, from whichever thread ends the task. A task that takes longer than <c>circuit-breaker.call-timeout</c> has
/// failed, and after many failures in a row no call is made for a while.
/// </summary>
public abstract class SnapshotStore : ActorBase
{
    private readonly PluginBreaker _breaker;
    private readonly bool _canPublish;

    /// <summary>Called by the runtime.</summary>
    protected SnapshotStore()
    {
        _breaker = new PluginBreaker(Context.System, Persistence.Instance.Apply(Context.System).SnapshotStoreConfig(Self));
        _canPublish = Context.System.Settings.Config.GetBoolean("akka.persistence.publish-plugin-commands");
    }

    /// <inheritdoc/>
    protected sealed override bool Receive(object message)
    {
        switch (message)
        {
            case LoadSnapshot load:
                Load(load, Sender);
                return true;
            case SaveSnapshot save:
                Save(save, Sender);
                return true;
            case DeleteSnapshot delete:
                Run(delete, () => DeleteAsync(delete.Metadata), new DeleteSnapshotSuccess(delete.Metadata), error => new DeleteSnapshotFailure(delete.Metadata, error));
                return true;
            case DeleteSnapshots delete:
                Run(
                    delete,
                    () => DeleteAsync(delete.PersistenceId, delete.Criteria),
                    new DeleteSnapshotsSuccess(delete.Criteria),
                    error => new DeleteSnapshotsFailure(delete.Criteria, error));
                return true;
            default:
                return ReceivePluginInternal(message);
        }
    }

    /// <summary>The youngest snapshot that fits; null if there is none.</summary>
    protected abstract Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Saves a snapshot; ends when it is durable. Replaces one of the same sequence number and time.</summary>
    protected abstract Task SaveAsync(SnapshotMetadata metadata, object snapshot);

    /// <summary>Deletes one snapshot, if it is there; without a time in its metadata, all of its sequence number.</summary>
    protected abstract Task DeleteAsync(SnapshotMetadata metadata);

    /// <summary>Deletes all snapshots that fit.</summary>
    protected abstract Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria);

    /// <summary>Handles the store's own messages; false for those that it does not have.</summary>
    protected virtual bool ReceivePluginInternal(object message) => false;

    private void Load(LoadSnapshot request, IActorRef sender)
    {
        var self = Self;
        if (request.Criteria.Equals(SnapshotSelectionCriteria.None))
            sender.Tell(new LoadSnapshotResult(null, request.ToSequenceNr), self);
        else
            _breaker.Call(
                () => LoadAsync(request.PersistenceId, request.Criteria.Limit(request.ToSequenceNr)),
                snapshot => sender.Tell(new LoadSnapshotResult(snapshot, request.ToSequenceNr), self),
                error => sender.Tell(new LoadSnapshotFailed(error), self));
    }

    // What a failed save may have left is deleted before the actor is told.
    private void Save(SaveSnapshot request, IActorRef sender)
    {
        var self = Self;
        var metadata = request.Metadata.Timestamp == SnapshotMetadata.NoTimestamp
            ? new SnapshotMetadata(request.Metadata.PersistenceId, request.Metadata.SequenceNr, Context.System.Scheduler.Now.UtcDateTime)
            : request.Metadata;
        _breaker.Call(
            () => SaveAsync(metadata, request.Snapshot),
            () => sender.Tell(new SaveSnapshotSuccess(metadata), self),
            error =>
            {
                void Answer() => sender.Tell(new SaveSnapshotFailure(metadata, error), self);
                _breaker.Call(() => DeleteAsync(metadata), Answer, _ => Answer());
            });
    }

    private void Run(object request, Func<Task> call, object success, Func<Exception, object> failure)
    {
        var (self, sender, stream) = (Self, Sender, Context.System.EventStream);
        _breaker.Call(
            call,
            () =>
            {
                sender.Tell(success, self);
                if (_canPublish)
                    stream.Publish(request);
            },
            error => sender.Tell(failure(error), self));
    }
}
