namespace ActorBroker.Log.Tests.Producers;

/// <summary>Makes batches of a few producers that follow, repeat, skip, fence and end one another, near the wrap of sequences too.</summary>
internal sealed class ProducerTraffic(Random random, ProducerHistory history)
{
    private const int Producers = 4;

    /// <summary>A batch without its offset: mostly one that follows what its producer wrote last.</summary>
    public TestBatch Next()
    {
        var producer = random.Next(Producers);
        var known = history.Describe(producer);
        var epoch = known is null ? 0 : (int)known.Value.Epoch.Value;
        if (random.Next(6) == 0)
            epoch = Math.Max(0, epoch + random.Next(-1, 2));
        if (random.Next(5) == 0)
            return Marker(producer, (short)epoch, known?.CoordinatorEpoch ?? 0);

        if (random.Next(4) == 0 && history.Log.LastOrDefault(batch => batch.Producer == producer && batch.IsCommit is null) is { } last)
            return last with { };

        var next = known is { } state && state.Epoch.Value == epoch
            ? state.LastSequence.Advance(1).Value
            : random.Next(3) == 0 ? int.MaxValue - random.Next(4) : 0;
        return new TestBatch
        {
            Producer = producer,
            Epoch = (short)epoch,
            Sequence = random.Next(8) == 0 ? random.Next(5) : next,
            Count = random.Next(1, 4),
            Timestamp = random.Next(1, 100_000),
            IsTransactional = random.Next(4) != 0,
        };
    }

    private TestBatch Marker(long producer, short epoch, int coordinatorEpoch) => new()
    {
        Producer = producer,
        Epoch = epoch,
        IsCommit = random.Next(2) == 0,
        CoordinatorEpoch = Math.Max(0, coordinatorEpoch + random.Next(-1, 2)),
        Timestamp = random.Next(1, 100_000),
    };
}
