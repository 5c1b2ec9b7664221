using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

public sealed class TransactionIndexFileTests
{
    private const string GoldenEntries =
        "0000" + "0000000000000007" + "0000000000000003" + "0000000000000009" + "000000000000000A"
        + "0000" + "0000000000000008" + "0000000000000005" + "000000000000000C" + "0000000000000004";

    private const string GoldenSeal = "41425449" + "00000002" + "76CFA14F";

    private static readonly AbortedTransaction[] Entries =
    [
        new(new ProducerId(7), new Offset(3), new Offset(9), new Offset(10)),
        new(new ProducerId(8), new Offset(5), new Offset(12), new Offset(4)),
    ];

    private readonly MemoryDisk _disk = new();

    [Fact]
    public void Version_0_has_these_bytes_and_these_behind_them_when_sealed()
    {
        using var file = Write(isSealed: false);
        using var sealedFile = Write(isSealed: true);

        Assert.Equal(GoldenEntries, Convert.ToHexString(Bytes(file)));
        Assert.Equal(GoldenEntries + GoldenSeal, Convert.ToHexString(Bytes(sealedFile)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_loaded_index_goes_on_where_the_written_one_ended(bool isSealed)
    {
        using var file = Write(isSealed);

        Assert.Equal(StateFileCondition.Sound, TransactionIndex.Load(file, new Offset(2), out var index));
        Assert.Equal((2, isSealed), (index.View.Count, index.IsSealed));
        index.Append(file, new AbortedTransaction(new ProducerId(9), new Offset(13), new Offset(14), new Offset(15)));

        Assert.Equal(StateFileCondition.Sound, TransactionIndex.Load(file, new Offset(2), out var again));
        Assert.Equal((3, false), (again.View.Count, again.IsSealed));
    }

    [Fact]
    public void Every_damage_of_a_sealed_file_is_found_but_the_loss_of_whole_entries_and_the_seal()
    {
        var seed = Seeds.Next();
        var whole = Convert.FromHexString(GoldenEntries + GoldenSeal);

        foreach (var damaged in FileDamage.All(whole, seed))
        {
            // Cut between entries it looks like a file that was never sealed; who knows that it was must ask IsSealed.
            var isCutBetweenEntries = damaged.Length < whole.Length && damaged.Length % 34 == 0;
            using var file = WriteBytes(damaged);
            var condition = TransactionIndex.Load(file, new Offset(2), out var index);
            var expected = isCutBetweenEntries ? StateFileCondition.Sound : StateFileCondition.Damaged;
            Assert.True(expected == condition, $"{Convert.ToHexString(damaged)}, seed {seed}");
            Assert.False(index.IsSealed);
        }
    }

    [Fact]
    public void A_torn_or_zeroed_tail_of_an_open_file_is_found()
    {
        var whole = Convert.FromHexString(GoldenEntries);
        byte[][] damages = [whole[..^1], whole[..40], [.. whole, .. new byte[34]], [.. whole, .. whole], new byte[34]];

        foreach (var damaged in damages)
        {
            using var file = WriteBytes(damaged);
            Assert.Equal(StateFileCondition.Damaged, TransactionIndex.Load(file, new Offset(2), out _));
        }
    }

    [Fact]
    public void A_marker_below_the_segment_is_damage()
    {
        using var file = Write(isSealed: true);

        Assert.Equal(StateFileCondition.Damaged, TransactionIndex.Load(file, new Offset(10), out _));
    }

    [Fact]
    public void A_seal_covers_more_entries_than_are_read_at_once()
    {
        using var file = _disk.Open("/long.txnindex", LogFileMode.New);
        var written = new TransactionIndex(Offset.Zero);
        for (var n = 1; n <= 2_500; n++)
            written.Append(file, new AbortedTransaction(new ProducerId(n), new Offset(2 * n), new Offset((2 * n) + 1), new Offset(2 * n)));
        written.Seal(file);

        Assert.Equal(StateFileCondition.Sound, TransactionIndex.Load(file, Offset.Zero, out var index));
        Assert.Equal((2_500, true), (index.View.Count, index.IsSealed));
        file.Write(5, [1]);
        Assert.Equal(StateFileCondition.Damaged, TransactionIndex.Load(file, Offset.Zero, out _));
    }

    private static byte[] Bytes(ILogFile file)
    {
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    private ILogFile Write(bool isSealed)
    {
        var file = _disk.Open($"/{isSealed}.txnindex", LogFileMode.New);
        var index = new TransactionIndex(new Offset(2));
        foreach (var entry in Entries)
            index.Append(file, entry);
        if (isSealed)
            index.Seal(file);
        return file;
    }

    private ILogFile WriteBytes(byte[] bytes)
    {
        var file = _disk.Open("/damaged.txnindex", LogFileMode.ExistingOrNew);
        file.SetLength(0);
        file.Write(0, bytes);
        return file;
    }
}
