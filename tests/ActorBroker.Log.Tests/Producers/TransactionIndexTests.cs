using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

public sealed class TransactionIndexTests
{
    private readonly ILogFile _file = new MemoryDisk().Open("/5.txnindex", LogFileMode.New);
    private readonly TransactionIndex _index = new(new Offset(5));

    [Fact]
    public void An_index_without_entries_needs_no_file()
    {
        var found = new List<AbortedTransaction>();

        Assert.Equal(TransactionLookup.Continues, _index.View.Collect(null, new Offset(0), new Offset(100), found));
        Assert.Empty(found);
    }

    [Fact]
    public void A_transaction_is_found_by_every_range_it_overlaps()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));

        Assert.Empty(Find(0, 10));
        Assert.Single(Find(0, 11));
        Assert.Single(Find(20, 30));
        Assert.Empty(Find(21, 30));
    }

    [Fact]
    public void The_look_ends_where_no_later_transaction_can_reach()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 15));
        _index.Append(_file, Entry(first: 15, last: 30, stable: 31));
        var found = new List<AbortedTransaction>();

        // Up to 15 all transactions had ended when the first marker was written; up to 16 the second has a say.
        Assert.Equal(TransactionLookup.Complete, _index.View.Collect(_file, new Offset(0), new Offset(15), found));
        Assert.Equal([10], found.Select(one => one.FirstOffset.Value));
        Assert.Equal(TransactionLookup.Complete, _index.View.Collect(_file, new Offset(0), new Offset(16), found));
        Assert.Equal([10, 10, 15], found.Select(one => one.FirstOffset.Value));
        Assert.Equal(TransactionLookup.Continues, _index.View.Collect(_file, new Offset(0), new Offset(32), found));
    }

    [Fact]
    public void A_view_does_not_see_what_came_after_it()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));
        var view = _index.View;

        _index.Append(_file, Entry(first: 22, last: 25, stable: 26));

        var found = new List<AbortedTransaction>();
        view.Collect(_file, new Offset(0), new Offset(100), found);
        Assert.Single(found);
        Assert.Equal(2, Find(0, 100).Count);
    }

    [Fact]
    public void A_view_from_before_a_cut_says_so()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));
        _index.Append(_file, Entry(first: 22, last: 25, stable: 26));
        var view = _index.View;
        List<AbortedTransaction> found = [default];

        Assert.True(_index.Truncate(_file, new Offset(25)));

        Assert.Equal(TransactionLookup.Cut, view.Collect(_file, new Offset(0), new Offset(100), found));
        Assert.Single(found);
        Assert.Equal([10], Find(0, 100).Select(one => one.FirstOffset.Value));
    }

    [Fact]
    public void Cutting_above_the_last_marker_changes_nothing()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));
        var view = _index.View;

        Assert.False(_index.Truncate(_file, new Offset(21)));

        Assert.Same(view, _index.View);
    }

    [Fact]
    public void A_marker_that_does_not_rise_is_our_own_mistake()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));

        Assert.Throws<InvariantException>(() => _index.Append(_file, Entry(first: 12, last: 20, stable: 21)));
        Assert.Throws<InvariantException>(() => new TransactionIndex(new Offset(50)).Append(_file, Entry(10, 20, 21)));
    }

    [Fact]
    public void Bytes_that_are_no_entry_any_more_are_not_served()
    {
        _index.Append(_file, Entry(first: 10, last: 20, stable: 21));
        _file.Write(0, [1]);

        var failure = Assert.Throws<DamagedTransactionIndexException>(() => Find(0, 100));

        Assert.Equal(("/5.txnindex", 0), (failure.Path, failure.Position));
    }

    [Fact]
    public void Random_transactions_are_found_as_by_looking_at_each()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var all = new List<AbortedTransaction>();
        var end = 5L;
        for (var step = 0; step < 3_000; step++)
        {
            if (random.Next(50) == 0)
                end = Cut(all, random.NextInt64(Math.Max(5, end - 40), end + 1));
            else
                end = Add(all, end, random);

            var (from, to) = (random.NextInt64(end + 5), random.NextInt64(end + 5));
            var expected = all.Where(one => one.LastOffset.Value >= from && one.FirstOffset.Value < to);
            var found = Find(from, to);
            Assert.True(expected.SequenceEqual(found), $"[{from}, {to}) at step {step}, seed {seed}");
        }
    }

    private long Add(List<AbortedTransaction> all, long end, Random random)
    {
        var last = end + random.Next(2, 20);

        // As a log has it: all transactions that begin below the last stable offset have ended, so no later one begins there.
        var low = all.Count == 0 ? 0 : all[^1].LastStableOffset.Value;
        var first = random.NextInt64(Math.Min(low, last - 1), last);
        var stable = random.NextInt64(Math.Min(low, last), last + 2);
        all.Add(Entry(first, last, stable));
        _index.Append(_file, all[^1]);
        return last + 1;
    }

    private long Cut(List<AbortedTransaction> all, long end)
    {
        all.RemoveAll(one => one.LastOffset.Value >= end);
        _index.Truncate(_file, new Offset(end));
        return end;
    }

    private List<AbortedTransaction> Find(long start, long end)
    {
        var found = new List<AbortedTransaction>();
        _index.View.Collect(_file, new Offset(start), new Offset(end), found);
        return found;
    }

    private static AbortedTransaction Entry(long first, long last, long stable) =>
        new(new ProducerId(7), new Offset(first), new Offset(last), new Offset(stable));
}
