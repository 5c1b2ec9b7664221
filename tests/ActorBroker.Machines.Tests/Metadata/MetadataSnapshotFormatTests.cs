using System.Buffers.Binary;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Metadata;

public sealed class MetadataSnapshotFormatTests
{
    /// <summary>What version 1 wrote of <see cref="Sample"/>. Never changed; new versions add snapshots of their own.</summary>
    private const string GoldenVersion1 =
        "41424D49010B4D0803010109190201166162636465666768696A6B6C6D6E6F70717273747576140B01106D657461646174612E76657273696F6E0205"
        + "0A010088277D0301AC024D470102030405060708090A0B0C0D0E0F1080D095FFBC31010001067261636B2D610209504C41494E5445585406686F7374"
        + "2D318447000845585445524E414C0F6772C3B6C39F652E6578616D706C65FFFF0303011111111122223333444455555555555501106D657461646174"
        + "612E76657273696F6E01031C060100112233445566778899AABBCCDDEEFF096F72646572732E76313708010100112233445566778899AABBCCDDEEFF"
        + "02000003078201030102AC02011F0008830105040501020301010102010302040502020326090102096F72646572732E7631010E636C65616E75702E"
        + "706F6C6963790107636F6D70616374E87EDF2C";

    [Fact]
    public void A_snapshot_is_written_as_version_1_always_wrote_it() =>
        Assert.Equal(GoldenVersion1, Convert.ToHexString(MetadataSnapshotFormat.Encode(Sample())));

    [Fact]
    public void What_version_1_wrote_is_read_as_it_was()
    {
        var image = MetadataSnapshotFormat.Decode(Convert.FromHexString(GoldenVersion1));

        Assert.Equal((11L, 77L, 9L), (image.Offset.Value, image.LastIncarnation.Value, image.ControllerEpoch.Value));
        Assert.Equal("compact", image.FindConfig(ConfigResource.OfTopic("orders.v1"), "cleanup.policy"));
        Assert.Equal(GoldenVersion1, Convert.ToHexString(MetadataSnapshotFormat.Encode(image)));
    }

    [Fact]
    public void An_empty_image_is_a_snapshot_too()
    {
        var image = MetadataSnapshotFormat.Decode(MetadataSnapshotFormat.Encode(MetadataImage.Empty));

        Assert.Equal(MetadataSnapshotFormat.Encode(MetadataImage.Empty), MetadataSnapshotFormat.Encode(image));
        Assert.Equal(ControllerEpoch.None, image.ControllerEpoch);
    }

    [Fact]
    public void A_broker_that_left_does_not_give_its_incarnation_back()
    {
        var image = Sample().Apply(new MetadataOffset(12), new BrokerUnregistered(new(300), new(77)));

        var read = MetadataSnapshotFormat.Decode(MetadataSnapshotFormat.Encode(image));

        Assert.Equal(new Incarnation(77), read.LastIncarnation);
        Assert.Empty(read.Brokers);
    }

    [Fact]
    public void Every_flipped_bit_and_every_cut_is_found()
    {
        var golden = Convert.FromHexString(GoldenVersion1);
        for (var bit = 0; bit < golden.Length * 8; bit++)
        {
            var damaged = (byte[])golden.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<MetadataFormatException>(() => MetadataSnapshotFormat.Decode(damaged));
        }

        for (var length = 0; length < golden.Length; length++)
            Assert.Throws<MetadataFormatException>(() => MetadataSnapshotFormat.Decode(golden.AsSpan(0, length)));
    }

    [Fact]
    public void A_newer_snapshot_is_told_apart_from_a_damaged_one()
    {
        var newer = Convert.FromHexString(GoldenVersion1);
        newer[4] = 2;
        var damaged = Convert.FromHexString(GoldenVersion1);
        damaged[^1] ^= 1;

        Assert.Equal(MetadataFormatFault.Newer, FaultOf(newer));
        Assert.Equal(MetadataFormatFault.Damaged, FaultOf(damaged));
        Assert.Equal(MetadataFormatFault.Malformed, FaultOf([1, 2, 3, 4, 1]));
    }

    [Fact]
    public void A_broker_above_the_last_incarnation_is_refused()
    {
        var bytes = MetadataSnapshotFormat.Encode(Sample() with { LastIncarnation = new Incarnation(76) });

        Assert.Equal(MetadataFormatFault.Malformed, FaultOf(bytes));
    }

    [Fact]
    public void Hostile_bytes_under_a_fitting_checksum_give_the_one_exception()
    {
        var seed = Seeds.Next();
        var random = new Random(seed);
        var golden = Convert.FromHexString(GoldenVersion1);
        for (var run = 0; run < 20_000; run++)
        {
            var bytes = Mutate(golden, random);
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(bytes.Length - sizeof(uint)), Crc32C.Compute(bytes.AsSpan(0, bytes.Length - sizeof(uint))));
            var before = GC.GetAllocatedBytesForCurrentThread();
            if (Record.Exception(() => MetadataSnapshotFormat.Decode(bytes)) is not (null or MetadataFormatException) and var other)
                Assert.Fail($"seed {seed}, run {run}: {other}");
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 256 * 1024, $"seed {seed}, run {run}: allocated too much");
        }
    }

    /// <summary>The events of <see cref="MetadataSamples"/>, and a topic to give the partitions to.</summary>
    private static MetadataImage Sample()
    {
        var image = MetadataImage.Empty;
        for (var index = 0; index < MetadataSamples.Events.Count; index++)
            image = image.Apply(new MetadataOffset(index + 1), MetadataSamples.Events[index]);
        return image;
    }

    private static byte[] Mutate(byte[] golden, Random random)
    {
        var bytes = (byte[])golden.Clone();
        for (var changes = random.Next(1, 6); changes > 0; changes--)
            bytes[random.Next(5, bytes.Length)] = random.Next(4) == 0 ? (byte)0xFF : (byte)random.Next(256);
        return random.Next(4) == 0 ? bytes[..random.Next(10, bytes.Length)] : bytes;
    }

    private static MetadataFormatFault FaultOf(byte[] bytes) =>
        Assert.Throws<MetadataFormatException>(() => MetadataSnapshotFormat.Decode(bytes)).Fault;
}
