using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Directories;

public sealed class ReplicaCheckpointTests
{
    private const string Golden =
        "41424350" + "00000001" + "0000004D" // kind, version, length of the content
        + "00000001" // one replica
        + "0123456789ABCDEF0123456789ABCDEF" + "00000002" // topic, partition 2
        + "0000000000000005" + "000000000000003C" + "0000000000000046" + "0000000000000064" // start, last stable, high watermark, end
        + "0000000000000050" + "000000000000003C" + "00001000" + "01" // recovery point, active base and bytes, producers
        + "3400D012";

    private readonly MemoryDisk _disk = new();

    public ReplicaCheckpointTests() => _disk.CreateDirectory("/log");

    [Fact]
    public void Version_1_has_these_bytes()
    {
        Assert.Equal(Golden, Convert.ToHexString(ReplicaCheckpointFile.Encode([Example])));
        Assert.Equal(StateFileCondition.Sound, ReplicaCheckpointFile.Decode(Convert.FromHexString(Golden), out var checkpoint));
        Assert.Equal([Example], checkpoint.Replicas);
    }

    [Fact]
    public void Every_damage_is_found()
    {
        var seed = Seeds.Next();

        foreach (var damaged in FileDamage.All(ReplicaCheckpointFile.Encode([Example]), seed))
        {
            Assert.Equal(StateFileCondition.Damaged, ReplicaCheckpointFile.Decode(damaged, out var checkpoint));
            Assert.Empty(checkpoint.Replicas);
        }
    }

    [Fact]
    public void Ten_thousand_replicas_come_back_in_order()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var replicas = Enumerable.Range(0, 10_000).Select(_ => RandomReplica(random)).ToArray();
        var checksum = ReplicaCheckpointFile.Save(_disk, "/log", replicas);

        Assert.Equal(StateFileCondition.Sound, ReplicaCheckpointFile.Load(_disk, "/log", out var checkpoint));

        Assert.Equal(checksum, checkpoint.Checksum);
        Assert.True(replicas.OrderBy(one => one.Id.ToString()[..32]).ThenBy(one => one.Id.Index.Value)
            .SequenceEqual(checkpoint.Replicas), $"seed {seed}");
    }

    [Fact]
    public void A_replica_named_twice_is_damage_though_the_checksum_is_good()
    {
        var file = ReplicaCheckpointFile.Encode([Example, Example]);

        Assert.Equal(StateFileCondition.Damaged, ReplicaCheckpointFile.Decode(file, out _));
    }

    [Fact]
    public void Numbers_of_no_log_are_damage_though_the_checksum_is_good()
    {
        // Negative: partition, log start, recovery point, active base, active bytes. Out of order: the bounds. Above the end: the others. No bit: the flag.
        (int Position, byte Value)[] wrongs =
            [(32, 0x80), (36, 0x80), (68, 0x80), (76, 0x80), (84, 0x80), (43, 61), (51, 71), (59, 101), (67, 69), (75, 101), (83, 101), (88, 2)];

        foreach (var (position, value) in wrongs)
        {
            var file = Convert.FromHexString(Golden);
            file[position] = value;
            StateFile.Seal(file, kind: 0x41424350, version: 1);
            Assert.True(ReplicaCheckpointFile.Decode(file, out _) == StateFileCondition.Damaged, $"position {position}");
        }
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var file = ReplicaCheckpointFile.Encode([Example]);
        StateFile.Seal(file, kind: 0x41424350, version: 2);
        AtomicFile.Replace(_disk, "/log/checkpoint", file);

        var refusal = Assert.Throws<NewerFormatException>(() => ReplicaCheckpointFile.Load(_disk, "/log", out _));

        Assert.Equal(("/log/checkpoint", 2, 1), (refusal.Path, refusal.Found, refusal.Supported));
    }

    [Fact]
    public void A_clean_mark_counts_for_its_directory_and_checkpoint_only()
    {
        var directory = Guid.ParseExact("0123456789abcdef0123456789abcdef", "n");
        CleanMark.Put(_disk, "/log", directory, 7);

        Assert.True(CleanMark.IsPut(_disk, "/log", directory, 7));
        Assert.False(CleanMark.IsPut(_disk, "/log", directory, 8));
        Assert.False(CleanMark.IsPut(_disk, "/log", Guid.Empty, 7));

        CleanMark.Remove(_disk, "/log");
        Assert.False(CleanMark.IsPut(_disk, "/log", directory, 7));
    }

    [Fact]
    public void Every_damage_of_a_clean_mark_makes_it_count_for_nothing()
    {
        const string GoldenMark = "4142434D" + "00000001" + "00000014" + "0123456789ABCDEF0123456789ABCDEF" + "00000007" + "FDB12DCA";
        var seed = Seeds.Next();
        var directory = Guid.ParseExact("0123456789abcdef0123456789abcdef", "n");
        var file = CleanMark.Encode(directory, 7);

        Assert.Equal(GoldenMark, Convert.ToHexString(file));
        foreach (var damaged in FileDamage.All(file, seed))
        {
            AtomicFile.Replace(_disk, "/log/clean", damaged);
            Assert.False(CleanMark.IsPut(_disk, "/log", directory, 7), Convert.ToHexString(damaged));
        }
    }

    private static ReplicaState Example => new(
        new PartitionId(new TopicId(Guid.ParseExact("0123456789abcdef0123456789abcdef", "n")), new PartitionIndex(2)),
        LogStart: new Offset(5),
        LogEnd: new Offset(100),
        RecoveryPoint: new Offset(80),
        LastStable: new Offset(60),
        HighWatermark: new Offset(70),
        ActiveBase: new Offset(60),
        ActiveBytes: 4_096,
        HasProducers: true);

    private static ReplicaState RandomReplica(Random random)
    {
        var topic = new byte[16];
        random.NextBytes(topic.AsSpan(0, 2));
        random.NextBytes(topic.AsSpan(14));
        long[] bounds = [random.NextInt64(long.MaxValue), random.NextInt64(1000), random.NextInt64(long.MaxValue), random.NextInt64(1 << 20)];
        Array.Sort(bounds);
        return new ReplicaState(
            new PartitionId(new TopicId(new Guid(topic)), new PartitionIndex(random.Next())),
            new Offset(bounds[0]),
            new Offset(bounds[3]),
            new Offset(random.NextInt64(bounds[3] + 1)),
            new Offset(bounds[1]),
            new Offset(bounds[2]),
            new Offset(random.NextInt64(bounds[3] + 1)),
            random.Next(),
            random.Next(2) == 0);
    }
}
