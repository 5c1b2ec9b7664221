using ActorBroker.Log;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>One partition's place in the table: whom to send appends, what can be read now, and who waits for more.</summary>
/// <remarks>
/// Any thread reads and waits; the partition's actor alone publishes. <b>No wake-up is missed:</b> who waits names the entry that was not
/// enough, and is refused when there is a newer one.
/// </remarks>
public sealed class HostedPartition
{
    /// <summary>For how many appends somebody who waited at the end is expected to come again.</summary>
    private const int AppendsPerWait = 32;

    private const int LooksMax = 3;

    private readonly Lock _gate = new();
    private readonly List<Waiting> _waiting = [];
    private PartitionEntry _entry;
    private IActorRef _actor = ActorRefs.Nobody;
    private int _expectedReads;

    internal HostedPartition(PartitionId id, TopicSettings settings)
    {
        Id = id;
        _entry = new PartitionEntry(PartitionStatus.Opening, LeaderEpoch.None, null, settings);
    }

    /// <summary>The partition.</summary>
    public PartitionId Id { get; }

    /// <summary>What goes in and out.</summary>
    public PartitionTraffic Traffic { get; } = new();

    /// <summary>Takes <see cref="AppendRequest"/> and <see cref="DeleteRecordsRequest"/>.</summary>
    public IActorRef Actor => Volatile.Read(ref _actor);

    /// <summary>The partition as it is now.</summary>
    public PartitionEntry Entry => Volatile.Read(ref _entry);

    /// <summary>How many fetches wait here.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>
    /// Bytes of batches in all segments; null while the log is not open, or when it moves on faster than it can be measured. It asks the disk where
    /// nobody has used the log since the start.
    /// </summary>
    /// <exception cref="LogDiskException">The disk failed.</exception>
    public long? MeasureBytes()
    {
        for (var look = 0; look < LooksMax; look++)
        {
            try
            {
                return Entry.View is { } view ? view.BytesIfKnown ?? view.MeasureBytes() : null;
            }
            catch (Exception exception) when (exception is SupersededException or LogDiskException { Error: LogDiskError.NotFound })
            {
                // A newer view stands for what it has become.
            }
        }

        return null;
    }

    /// <summary>A reader came upon bytes that are not as they were written: people are told, once for each place.</summary>
    public void Report(LogDamage damage) => Actor.Tell(new DamageFound(damage), ActorRefs.NoSender);

    /// <summary>Waits until readers of this level can see beyond <paramref name="position"/>, or until the partition's status or epoch changes.</summary>
    /// <param name="seen">The entry that was not enough.</param>
    /// <param name="wait">Who waits; <see cref="Leave"/> takes it out again.</param>
    /// <param name="position">The offset that would be read next.</param>
    /// <param name="level">Up to where it may read.</param>
    /// <returns>False when <paramref name="seen"/> is not the present entry: nobody waits, and the caller looks again.</returns>
    public bool TryWait(PartitionEntry seen, DoorWait wait, Offset position, ReadLevel level)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_entry, seen))
                return false;

            if (seen.Status == PartitionStatus.Leader)
                _expectedReads = AppendsPerWait;
            _waiting.Add(new Waiting(wait, position, level));
            return true;
        }
    }

    /// <summary>
    /// Counts an append, and says whether its buffer is worth lending: somebody waited here lately, so that readers follow at the end. Where nobody does,
    /// buffers that go round at once stay in the processor's caches, and are worth more to the next request.
    /// </summary>
    public bool ExpectsReader()
    {
        lock (_gate)
            return _expectedReads > 0 && _expectedReads-- > 0;
    }

    /// <summary>Takes a wait out; nothing happens when it is not here.</summary>
    public void Leave(DoorWait wait)
    {
        lock (_gate)
            _waiting.RemoveAll(waiting => waiting.Wait == wait);
    }

    /// <summary>Names the partition's actor: before anybody else has the place, and when another takes the place of one that ended.</summary>
    internal void Attach(IActorRef actor) => Volatile.Write(ref _actor, actor);

    /// <summary>Publishes the partition as it is now, then wakes those who waited for that.</summary>
    internal void Publish(PartitionEntry entry)
    {
        List<DoorWait>? woken = null;
        lock (_gate)
        {
            var changed = entry.Status != _entry.Status || entry.LeaderEpoch != _entry.LeaderEpoch;
            Volatile.Write(ref _entry, entry);
            for (var index = _waiting.Count - 1; index >= 0; index--)
            {
                var (wait, position, level) = _waiting[index];
                if (!changed && entry.ReadableEnd(level) <= position && !wait.IsOver)
                    continue;

                (woken ??= []).Add(wait);
                _waiting.RemoveAt(index);
            }
        }

        if (woken is null)
            return;
        foreach (var wait in woken)
            wait.TryWake();
    }

    private readonly record struct Waiting(DoorWait Wait, Offset Position, ReadLevel Level);
}
