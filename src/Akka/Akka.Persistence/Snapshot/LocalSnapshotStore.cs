using Akka.Actor;
using Akka.Event;
using Akka.Persistence.Serialization;

namespace Akka.Persistence.Snapshot;

/// <summary>
/// Keeps each snapshot in a file of the folder <c>dir</c>. A file is written beside its place, flushed to the disk and then
/// moved, so that a crash leaves the whole snapshot or none. A damaged file is passed over for the one before, up to
/// <c>load-attempts</c> files. Works on the store's own dispatcher, and blocks it.
/// </summary>
public class LocalSnapshotStore : SnapshotStore
{
    private const string Unfinished = ".tmp";

    private readonly string _folder;
    private readonly int _attemptsMax;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly PersistenceSnapshotSerializer _serializer = new((ExtendedActorSystem)Context.System);

    /// <summary>Reads the store's section of the configuration.</summary>
    public LocalSnapshotStore()
    {
        var config = Persistence.Instance.Apply(Context.System).SnapshotStoreConfig(Self);
        _folder = config.GetString("dir", "snapshots");
        _attemptsMax = Math.Max(1, config.GetInt("load-attempts", 3));
    }

    /// <summary>Makes the folder, and takes away what a crash left unfinished.</summary>
    protected override void PreStart()
    {
        Directory.CreateDirectory(_folder);
        foreach (var file in Directory.EnumerateFiles(_folder, "snapshot-*" + Unfinished))
            File.Delete(file);
        base.PreStart();
    }

    /// <inheritdoc/>
    protected override Task<SelectedSnapshot?> LoadAsync(string persistenceId, SnapshotSelectionCriteria criteria)
    {
        Exception? lastError = null;
        foreach (var file in SnapshotFile.All(_folder, persistenceId).Where(file => criteria.IsMatch(file.Metadata)).Take(_attemptsMax).ToList())
        {
            try
            {
                var snapshot = (Serialization.Snapshot)_serializer.FromBinary(File.ReadAllBytes(file.Path), typeof(Serialization.Snapshot));
                return Task.FromResult<SelectedSnapshot?>(new SelectedSnapshot(file.Metadata, snapshot.Data));
            }
            catch (Exception error)
            {
                lastError = error;
                _log.Warning(error, "The snapshot file [{0}] cannot be read; trying an older one.", file.Path);
            }
        }

        return lastError is null ? Task.FromResult<SelectedSnapshot?>(null) : Task.FromException<SelectedSnapshot?>(lastError);
    }

    /// <inheritdoc/>
    protected override Task SaveAsync(SnapshotMetadata metadata, object snapshot)
    {
        var path = Path.Combine(_folder, SnapshotFile.NameOf(metadata));
        var bytes = _serializer.ToBinary(new Serialization.Snapshot(snapshot));
        using (var stream = new FileStream(path + Unfinished, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + Unfinished, path, overwrite: true);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task DeleteAsync(SnapshotMetadata metadata) => Delete(metadata.PersistenceId, metadata.IsSameAs);

    /// <inheritdoc/>
    protected override Task DeleteAsync(string persistenceId, SnapshotSelectionCriteria criteria) => Delete(persistenceId, criteria.IsMatch);

    private Task Delete(string persistenceId, Func<SnapshotMetadata, bool> isMatch)
    {
        foreach (var file in SnapshotFile.All(_folder, persistenceId).Where(file => isMatch(file.Metadata)).ToList())
            File.Delete(file.Path);
        return Task.CompletedTask;
    }
}
