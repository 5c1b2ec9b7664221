using System.Collections.Immutable;
using ActorBroker.Machines.Metadata;
using ActorBroker.Model;

namespace ActorBroker.Machines.Tests.Metadata;

public sealed class MetadataEventFormatTests
{
    /// <summary>What version 1 wrote, in the order of <see cref="MetadataSamples.Events"/>. Never changed; new versions add lists of their own.</summary>
    private static readonly string[] GoldenVersion1 =
    [
        "010109",
        "0201166162636465666768696A6B6C6D6E6F70717273747576",
        "0301AC024D470102030405060708090A0B0C0D0E0F1080D095FFBC31000101067261636B2D610209504C41494E5445585406686F73742D3184470008"
            + "45585445524E414C0F6772C3B6C39F652E6578616D706C65FFFF0303011111111122223333444455555555555501106D657461646174612E76657273"
            + "696F6E0103",
        "0401AC024D0100",
        "05010105",
        "060100112233445566778899AABBCCDDEEFF096F72646572732E7631",
        "070199999999445566778899AABBCCDDEEFF",
        "08010100112233445566778899AABBCCDDEEFF02000003078201030102AC02011F00088301050405010203010101020103020405020203",
        "090102096F72646572732E7631020E636C65616E75702E706F6C6963790107636F6D706163740C726574656E74696F6E2E6D7300",
        "0A01AD028827",
        "0B01106D657461646174612E76657273696F6E02",
    ];

    [Fact]
    public void Every_kind_of_event_has_a_sample() => Assert.Equal(
        typeof(MetadataEvent).Assembly.GetTypes().Where(type => type.BaseType == typeof(MetadataEvent)).OrderBy(type => type.Name),
        MetadataSamples.Events.Select(happened => happened.GetType()).OrderBy(type => type.Name));

    [Fact]
    public void Events_are_written_as_version_1_always_wrote_them() =>
        Assert.Equal(GoldenVersion1, MetadataSamples.Events.Select(happened => Convert.ToHexString(MetadataEventFormat.Encode(happened))));

    [Fact]
    public void What_version_1_wrote_is_read_as_it_was()
    {
        var read = GoldenVersion1.Select(hex => MetadataEventFormat.Decode(Convert.FromHexString(hex))).ToList();

        Assert.Equal(MetadataSamples.Events.Select(happened => happened.GetType()), read.Select(happened => happened.GetType()));
        Assert.Equal(GoldenVersion1, read.Select(happened => Convert.ToHexString(MetadataEventFormat.Encode(happened))));
    }

    [Fact]
    public void Partitions_of_several_topics_keep_their_order()
    {
        var other = new TopicId(new Guid(1, 2, 3, new byte[8]));
        var changes = ImmutableArray.Create(
            new PartitionChange(new(MetadataSamples.Topic, new(3)), MetadataSamples.Plain),
            new PartitionChange(new(MetadataSamples.Topic, new(9)), MetadataSamples.Full),
            new PartitionChange(new(other, new(0)), MetadataSamples.Plain));

        var read = (PartitionsChanged)MetadataEventFormat.Decode(MetadataEventFormat.Encode(new PartitionsChanged(changes)));

        Assert.Equal(changes.Select(change => change.Id), read.Changes.Select(change => change.Id));
    }

    [Fact]
    public void A_newer_event_is_told_apart_from_a_damaged_one()
    {
        Assert.Equal(MetadataFormatFault.Newer, FaultOf([1, 2, 9]));
        Assert.Equal(MetadataFormatFault.Newer, FaultOf([12, 1, 9]));
        Assert.Equal(MetadataFormatFault.Malformed, FaultOf([0, 1, 9]));
        Assert.Equal(MetadataFormatFault.Malformed, FaultOf([1, 0, 9]));
        Assert.Equal(MetadataFormatFault.Malformed, FaultOf([1, 1, 9, 0]));
    }

    [Theory]
    [InlineData("6F")]
    [InlineData("0801" + "8180808008")]
    [InlineData("0901" + "02" + "00" + "FFFFFFFF07")]
    [InlineData("0301" + "01" + "01" + "00")]
    public void A_length_is_not_believed_without_its_bytes(string hex)
    {
        var bytes = Convert.FromHexString(hex);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<MetadataFormatException>(() => MetadataEventFormat.Decode(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 * 1024);
    }

    [Fact]
    public void Roles_that_contradict_each_other_are_refused()
    {
        PartitionImage[] broken =
        [
            MetadataSamples.Plain with { Isr = [] },
            MetadataSamples.Plain with { Isr = [new(1), new(9)] },
            MetadataSamples.Plain with { Isr = [new(1), new(300)] },
            MetadataSamples.Plain with { Replicas = [new(1), new(1)], Isr = [new(1)], Leader = new(1) },
            MetadataSamples.Full with { Elr = [new(1)] },
            MetadataSamples.Full with { LastKnownElr = [new(2)] },
            MetadataSamples.Full with { Removing = [new(4)] },
        ];

        foreach (var state in broken)
        {
            var bytes = MetadataEventFormat.Encode(new PartitionsChanged([new(new(MetadataSamples.Topic, new(0)), state)]));
            Assert.Throws<MetadataFormatException>(() => MetadataEventFormat.Decode(bytes));
        }
    }

    private static MetadataFormatFault FaultOf(byte[] bytes) =>
        Assert.Throws<MetadataFormatException>(() => MetadataEventFormat.Decode(bytes)).Fault;
}
