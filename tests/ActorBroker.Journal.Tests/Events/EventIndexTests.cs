using ActorBroker.Journal.Events;
using ActorBroker.Journal.Storage;

namespace ActorBroker.Journal.Tests.Events;

/// <summary>The index beside a plain model, and what it costs.</summary>
public sealed class EventIndexTests
{
    private const int Ids = 5;

    private readonly EventIndex _index = new();
    private readonly Dictionary<UInt128, Model> _models = [];
    private long _offset;

    [Fact]
    public void The_index_answers_as_a_list_of_all_events_would()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        for (var step = 0; step < 4_000; step++)
        {
            var id = (UInt128)random.Next(Ids);
            if (random.Next(4) > 0)
                Add(id, random);
            else
                Delete(id, random.Next(1, 12));
            AssertSame(id, random, seed);
        }
    }

    [Fact]
    public void An_id_with_three_events_takes_at_most_200_bytes()
    {
        const int Count = 100_000;
        var digests = Enumerable.Range(0, Count).Select(number => PersistenceIdDigest.Of($"partition-{number:d32}-{number}")).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = new EventIndex();

        for (var round = 1; round <= 3; round++)
        {
            for (var number = 0; number < Count; number++)
                index.Add(digests[number], round, (round * Count) + number);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
        Assert.Equal(Count, index.Count);
        Assert.InRange(bytes, 60, 200);
    }

    [Fact]
    public void Events_that_were_written_together_take_one_run()
    {
        for (var number = 1; number <= 1_000; number++)
            _index.Add(1, number, 500 + number);

        Assert.Equal([new EventRun(1, 501, 1_000)], _index.Find(1, 1, long.MaxValue, long.MaxValue));
        Assert.Equal([new EventRun(7, 507, 3)], _index.Find(1, 7, 9, long.MaxValue));
        Assert.Equal([new EventRun(7, 507, 2)], _index.Find(1, 7, 9, 2));
    }

    [Fact]
    public void An_id_that_comes_short_of_the_ledger_misses_events_until_they_are_deleted()
    {
        _index.Add(1, 1, 10);
        _index.Add(2, 1, 11);

        _index.CheckAgainst(new SequenceLedger([(1, 3), (2, 1), (3, 5)]));

        Assert.Equal((3, 0, 5), (_index.MissingUpTo(1), _index.MissingUpTo(2), _index.MissingUpTo(3)));
        Assert.Equal((3, 1, 5), (_index.HighestSequenceNr(1), _index.HighestSequenceNr(2), _index.HighestSequenceNr(3)));
        _index.Delete(1, 3);
        Assert.Equal((0, 3), (_index.MissingUpTo(1), _index.DeletedTo(1)));
    }

    private void Add(UInt128 id, Random random)
    {
        var model = ModelOf(id);
        model.Highest += random.Next(10) == 0 ? 2 : 1;
        _offset += random.Next(3) == 0 ? 2 : 1;
        model.Events.Add(model.Highest, _offset);
        _index.Add(id, model.Highest, _offset);
    }

    private void Delete(UInt128 id, int count)
    {
        var model = ModelOf(id);
        var to = Math.Min(model.Highest, model.DeletedTo + count);
        var expected = model.Events.Where(pair => pair.Key <= to).Select(pair => pair.Value).ToList();
        foreach (var number in model.Events.Keys.Where(number => number <= to).ToList())
            model.Events.Remove(number);
        model.DeletedTo = to;

        Assert.Equal(expected, Offsets(_index.Delete(id, to)));
    }

    private void AssertSame(UInt128 id, Random random, int seed)
    {
        var model = ModelOf(id);
        var from = random.NextInt64(model.Highest + 2);
        var to = from + random.NextInt64(model.Highest + 2);
        var max = random.Next(20);
        var expected = model.Events.Where(pair => pair.Key >= from && pair.Key <= to).Select(pair => pair.Value).Take(max);
        Assert.True(expected.SequenceEqual(Offsets(_index.Find(id, from, to, max))), $"seed {seed}");
        Assert.True(model.Highest == _index.HighestSequenceNr(id) && model.DeletedTo == _index.DeletedTo(id), $"seed {seed}");
        Assert.True(model.Events.Values.LastOrDefault(-1) == _index.LastOffset(id), $"seed {seed}");
    }

    private static IEnumerable<long> Offsets(IEnumerable<EventRun> runs) =>
        runs.SelectMany(run => Enumerable.Range(0, run.Count).Select(index => run.Offset + index));

    private Model ModelOf(UInt128 id)
    {
        if (!_models.TryGetValue(id, out var model))
            _models[id] = model = new Model();
        return model;
    }

    private sealed class Model
    {
        public SortedList<long, long> Events { get; } = [];

        public long Highest { get; set; }

        public long DeletedTo { get; set; }
    }
}
