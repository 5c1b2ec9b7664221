using System.Text;

namespace ActorBroker.Simulation.Tests.Ledgers;

/// <summary>A batch as its producer made it, and what became of it. The value of each of its records begins with its name.</summary>
internal sealed class SentBatch(PartitionLedger partition, string producer, int number, bool isIdempotent, IReadOnlyList<SentRecord> records)
{
    /// <summary>What a record's name ends with.</summary>
    public const char NameEnd = ';';

    private readonly HashSet<long>[] _copies = [.. records.Select(_ => new HashSet<long>())];

    /// <summary>Where it was sent.</summary>
    public PartitionLedger Partition => partition;

    public IReadOnlyList<SentRecord> Records => records;

    public bool IsIdempotent => isIdempotent;

    /// <summary>Who made it, and which of his it is.</summary>
    public string Name => $"{producer}/{number}";

    /// <summary>The place among its producer's batches, from 0.</summary>
    public int Number => number;

    public string Producer => producer;

    /// <summary>How often it was sent: so many copies there may be, unless its producer is idempotent.</summary>
    public int SendCount { get; private set; }

    /// <summary>What was known of its partition when it was sent the first time: it lies behind all that.</summary>
    public LedgerMoment FirstSent { get; private set; }

    /// <summary>Where it was acknowledged to lie; null before.</summary>
    public long? AcknowledgedAt { get; set; }

    /// <summary>The beginning of the value of a record.</summary>
    public static byte[] NameOf(string producer, int number, int index) => Encoding.ASCII.GetBytes($"{producer}/{number}/{index}{NameEnd}");

    public void Send(LedgerMoment now)
    {
        if (SendCount++ == 0)
            FirstSent = now;
    }

    /// <summary>Takes up that a record was found at an offset.</summary>
    /// <returns>False when there are more copies than there can be.</returns>
    public bool TryFind(int index, long offset)
    {
        _copies[index].Add(offset);
        return _copies[index].Count <= (isIdempotent ? 1 : SendCount);
    }

    /// <summary>Takes back that a record was thought to be at an offset.</summary>
    public void Forget(int index, long offset) => _copies[index].Remove(offset);

    public override string ToString() => $"batch {Name} ({records.Count} records)";
}
