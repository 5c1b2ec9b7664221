using ActorBroker.Log.Directories;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Epochs;
using ActorBroker.Log.Tests.Directories;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Epochs;

public sealed class LeaderEpochsFileTests
{
    private const string Golden =
        "41424C45" + "00000001" + "0000001C" // kind, version, length of the content
        + "00000002" // two entries
        + "00000003" + "000000000000000A" // epoch 3 at 10
        + "00000007" + "00000000000003E8" // epoch 7 at 1000
        + "AA850E60";

    [Fact]
    public void Version_1_has_these_bytes()
    {
        var golden = Convert.FromHexString(Golden);

        Assert.Equal(Golden, Convert.ToHexString(LeaderEpochsFile.Encode(Example())));
        Assert.Equal(StateFileCondition.Sound, LeaderEpochsFile.Decode(golden, out var epochs));
        Assert.Equal(Example().Entries.ToArray(), epochs.Entries.ToArray());
    }

    [Fact]
    public void Every_damage_is_found()
    {
        var seed = Seeds.Next();
        var file = LeaderEpochsFile.Encode(Example());

        foreach (var damaged in FileDamage.All(file, seed))
        {
            var condition = LeaderEpochsFile.Decode(damaged, out var epochs);
            Assert.True(condition == StateFileCondition.Damaged, $"{Convert.ToHexString(damaged)}, seed {seed}");
            Assert.Equal(0, epochs.Entries.Length);
        }
    }

    [Theory]
    [InlineData(3, 1_000)]
    [InlineData(2, 1_000)]
    [InlineData(7, 10)]
    [InlineData(7, 9)]
    public void Entries_that_do_not_rise_are_damage_though_the_checksum_is_good(int epoch, long start)
    {
        var file = LeaderEpochsFile.Encode(Example());
        var writer = new StateWriter(file.AsSpan(StateFile.HeaderBytes + 16));
        writer.Write(epoch);
        writer.Write(start);
        StateFile.Seal(file, kind: 0x41424C45, version: 1);

        Assert.Equal(StateFileCondition.Damaged, LeaderEpochsFile.Decode(file, out var epochs));
        Assert.Equal(0, epochs.Entries.Length);
    }

    [Fact]
    public void A_newer_version_is_refused_by_name()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/log");
        var file = LeaderEpochsFile.Encode(Example());
        StateFile.Seal(file, kind: 0x41424C45, version: 2);
        AtomicFile.Replace(disk, "/log/leader-epochs", file);

        Assert.Equal(StateFileCondition.Newer, LeaderEpochsFile.Decode(file, out _));
        var refusal = Assert.Throws<NewerFormatException>(() => LeaderEpochsFile.Load(disk, "/log", out _));

        Assert.Equal(("/log/leader-epochs", 2, 1), (refusal.Path, refusal.Found, refusal.Supported));
    }

    [Fact]
    public void A_saved_file_is_loaded_again()
    {
        var disk = new MemoryDisk();
        disk.CreateDirectory("/log");

        Assert.Equal(StateFileCondition.Missing, LeaderEpochsFile.Load(disk, "/log", out _));
        LeaderEpochsFile.Save(disk, "/log", Example());

        Assert.Equal(StateFileCondition.Sound, LeaderEpochsFile.Load(disk, "/log", out var epochs));
        Assert.Equal(Example().Entries.ToArray(), epochs.Entries.ToArray());
    }

    private static LeaderEpochs Example()
    {
        var epochs = new LeaderEpochs();
        epochs.Assign(new LeaderEpoch(3), new Offset(10));
        epochs.Assign(new LeaderEpoch(7), new Offset(1_000));
        return epochs;
    }
}
