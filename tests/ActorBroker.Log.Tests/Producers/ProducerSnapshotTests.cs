using System.Buffers.Binary;
using ActorBroker.Log.Directories;
using ActorBroker.Log.Producers;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

public sealed class ProducerSnapshotTests
{
    private const int KafkasBytes = 6 + 4 + 46;

    private const string Golden =
        "0001" + "030E890D" + "00000001" // version, checksum, one producer
        + "0000000000000007" + "0002" // producer 7, epoch 2
        + "00000002" + "000000000000000D" + "00000001" // last sequence 2 at 13, two records
        + "0000000000000014" + "FFFFFFFF" // timestamp 20, no coordinator
        + "000000000000000A" // transaction open since 10
        + "41425053" + "0001" // the extension and its version
        + "00000000" // no unreplicated transaction
        + "0000000000000014" + "01" // the newest batch's timestamp, one earlier batch
        + "00000000" + "00000000" + "000000000000000A" + "0000000000000013"; // sequence 0 at 10, one record, timestamp 19

    [Fact]
    public void Version_1_has_these_bytes()
    {
        var states = new ProducerStates(new ProducerStateOptions());

        Assert.Equal(Golden, Convert.ToHexString(Example().TakeSnapshot()));
        Assert.Equal(StateFileCondition.Sound, states.LoadSnapshot(Convert.FromHexString(Golden), new Offset(14)));
        Assert.Equal(Example().Describe(), states.Describe());
    }

    [Fact]
    public void Every_damage_is_found_and_leaves_nothing_known()
    {
        var seed = Seeds.Next();
        var states = new ProducerStates(new ProducerStateOptions());

        foreach (var damaged in FileDamage.All(Convert.FromHexString(Golden), seed))
        {
            var condition = states.LoadSnapshot(damaged, new Offset(14));
            Assert.True(condition == StateFileCondition.Damaged, $"{Convert.ToHexString(damaged)}, seed {seed}");
            Assert.Equal(0, states.Count);
        }
    }

    [Fact]
    public void A_snapshot_of_kafkas_own_is_read()
    {
        var states = new ProducerStates(new ProducerStateOptions());
        var file = Sealed(Convert.FromHexString(Golden)[..KafkasBytes]);

        Assert.Equal(StateFileCondition.Sound, states.LoadSnapshot(file, new Offset(14)));

        Assert.Equal(Example().Describe(), states.Describe());
        Assert.Equal(new Offset(10), states.FirstUnstableOffset(new Offset(14)));
        var newest = new TestBatch { Epoch = 2, Sequence = 1, Count = 2, IsTransactional = true };
        Assert.Equal(new Offset(12), states.Check(newest.Open()).BaseOffset);
    }

    [Fact]
    public void A_newer_extension_is_told_from_damage()
    {
        var file = Convert.FromHexString(Golden);
        file[KafkasBytes + 5] = 2;

        var states = new ProducerStates(new ProducerStateOptions());

        Assert.Equal(StateFileCondition.Newer, states.LoadSnapshot(Sealed(file), new Offset(14)));
        Assert.Equal(0, states.Count);
    }

    [Fact]
    public void A_number_that_makes_no_sense_is_damage_though_the_checksum_is_good()
    {
        // Position and wrong byte: a negative producer, epoch, sequence, delta, offset; an offset at the snapshot's or above; too many batches.
        (int Position, byte Value)[] wrongs =
            [(10, 0x80), (18, 0x80), (20, 0x80), (31, 14), (32, 0x80), (55, 14), (48, 0x80), (74, 5), (75, 0x80), (90, 14)];
        var states = new ProducerStates(new ProducerStateOptions());

        foreach (var (position, value) in wrongs)
        {
            var file = Convert.FromHexString(Golden);
            file[position] = value;
            Assert.True(states.LoadSnapshot(Sealed(file), new Offset(14)) == StateFileCondition.Damaged, $"position {position}");
        }
    }

    [Fact]
    public void No_bytes_at_all_with_a_good_checksum_make_the_reader_throw()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var states = new ProducerStates(new ProducerStateOptions());

        for (var round = 0; round < 20_000; round++)
        {
            var file = Convert.FromHexString(Golden)[..random.Next(10, Golden.Length / 2)];
            for (var change = random.Next(4); change >= 0; change--)
                file[random.Next(2, file.Length)] = (byte)random.Next(256);
            var failure = Record.Exception(() => states.LoadSnapshot(Sealed(file), new Offset(14)));
            Assert.True(failure is null, $"{failure}, {Convert.ToHexString(file)}, seed {seed}");
        }
    }

    private static byte[] Sealed(byte[] file)
    {
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(2), Crc32C.Compute(file.AsSpan(6)));
        return file;
    }

    private static ProducerStates Example()
    {
        var states = new ProducerStates(new ProducerStateOptions());
        states.Apply(new TestBatch { Epoch = 2, Offset = 10, Timestamp = 19, IsTransactional = true }.Open());
        states.Apply(new TestBatch { Epoch = 2, Sequence = 1, Count = 2, Offset = 12, Timestamp = 20, IsTransactional = true }.Open());
        return states;
    }
}
