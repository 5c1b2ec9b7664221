using System.Collections.Immutable;
using ActorBroker.Log.Epochs;
using ActorBroker.Machines.Replication;
using ActorBroker.Machines.Tests.Checking;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Replication;

/// <summary>A replica's log as far as replication sees it: which record lies where, and how much a crash would leave. Its epochs are the real log's.</summary>
internal sealed record CheckedLog : IReplicaLog
{
    public static readonly CheckedLog Empty = new();

    public ImmutableArray<LogRecord> Records { get; private init; } = [];

    public ImmutableArray<EpochStart> Epochs { get; private init; } = [];

    public Offset Start => Offset.Zero;

    public Offset End => new(Records.Length);

    public Offset Durable { get; private init; }

    /// <summary>What truly is durable; less than <see cref="Durable"/> only where a log makes a mistake.</summary>
    public Offset OnDisk { get; private init; }

    public LeaderEpoch EpochBefore(Offset end) =>
        end > Offset.Zero && end <= End ? new LeaderEpoch(Records[(int)end.Value - 1].Epoch) : LeaderEpoch.None;

    public EpochBoundary EndOf(LeaderEpoch epoch)
    {
        var end = Load(Epochs).EndOffsetFor(epoch, End);
        return new EpochBoundary(end.Epoch, end.End);
    }

    public CheckedLog Begin(LeaderEpoch epoch) => this with { Epochs = Assign(Epochs, epoch, End) };

    public CheckedLog Append(LogRecord record) => this with
    {
        Records = Records.Add(record),
        Epochs = Assign(Epochs, new LeaderEpoch(record.Epoch), End),
    };

    /// <summary>Removes the end of the log, durably.</summary>
    public CheckedLog Cut(Offset end)
    {
        var epochs = Load(Epochs);
        epochs.TruncateFromEnd(end);
        return this with { Records = Records[..(int)end.Value], Epochs = [.. epochs.Entries], Durable = Offset.Min(Durable, end), OnDisk = Offset.Min(OnDisk, end) };
    }

    public CheckedLog Flush() => this with { Durable = End, OnDisk = End };

    /// <summary>What a crash leaves, with some of what was not yet durable or none; recovery flushes it.</summary>
    public CheckedLog Crash(Offset kept) =>
        Records[..(int)kept.Value].Aggregate(Empty, (log, record) => log.Append(record)) with { Durable = kept, OnDisk = kept };

    /// <summary>As <see cref="Cut"/>, by a log that takes a flush that began before for one of what comes after.</summary>
    public CheckedLog CutForgettingFlush(Offset end) => Cut(end) with { Durable = Durable };

    /// <summary>True when these records lie at the log's beginning.</summary>
    public bool BeginsWith(ImmutableArray<LogRecord> records) =>
        records.Length <= Records.Length && records.AsSpan().SequenceEqual(Records.AsSpan()[..records.Length]);

    public void Describe(PartText text)
    {
        text.Add(Records.Length);
        foreach (var record in Records)
            text.Add(record.Epoch).Add(record.Id);
        text.Add(Durable.Value).Add(OnDisk.Value).Add(Epochs.Length);
        foreach (var epoch in Epochs)
            text.Add(epoch.Epoch.Value).Add(epoch.Start.Value);
    }

    public override string ToString() => $"[{string.Join(' ', Records)}] durable to {Durable}";

    private static ImmutableArray<EpochStart> Assign(ImmutableArray<EpochStart> epochs, LeaderEpoch epoch, Offset start)
    {
        var loaded = Load(epochs);
        return loaded.Assign(epoch, start) ? [.. loaded.Entries] : epochs;
    }

    private static LeaderEpochs Load(ImmutableArray<EpochStart> entries)
    {
        var epochs = new LeaderEpochs();
        foreach (var entry in entries)
            epochs.Assign(entry.Epoch, entry.Start);
        return epochs;
    }
}

/// <summary>A record: the epoch it was appended in, and its number among all that producers ever sent.</summary>
internal readonly record struct LogRecord(int Epoch, int Id)
{
    public override string ToString() => $"{Epoch}:{(char)('a' + Id)}";
}
