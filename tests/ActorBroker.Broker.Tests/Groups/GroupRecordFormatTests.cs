using ActorBroker.Broker.Groups;
using ActorBroker.Machines.Groups;
using ActorBroker.Model;
using ActorBroker.Wire;

namespace ActorBroker.Broker.Tests.Groups;

public sealed class GroupRecordFormatTests
{
    private static readonly OffsetPlace Place = new("t", new PartitionIndex(2));
    private static readonly DateTimeOffset Time = DateTimeOffset.FromUnixTimeMilliseconds(0x0102030405);

    [Fact]
    public void Offsets_are_written_as_Kafka_writes_them()
    {
        var written = new OffsetWritten(Place, new CommittedOffset(new Offset(5), new LeaderEpoch(7), "m", Time));

        Assert.Equal("0001" + "000167" + "000174" + "00000002", Hex(GroupRecordFormat.KeyOf("g", written)));
        Assert.Equal("0003" + "0000000000000005" + "00000007" + "00016D" + "0000000102030405", Hex(GroupRecordFormat.ValueOf(written)!));
    }

    [Fact]
    public void An_offset_with_an_end_of_its_own_is_written_in_the_version_that_has_one()
    {
        var written = new OffsetWritten(Place, new CommittedOffset(new Offset(5), LeaderEpoch.None, "", Time, Time));

        var value = GroupRecordFormat.ValueOf(written)!;

        Assert.Equal("0001" + "0000000000000005" + "0000" + "0000000102030405" + "0000000102030405", Hex(value));
        Assert.Equal(("g", (GroupRecord)written), GroupRecordFormat.Read(GroupRecordFormat.KeyOf("g", written), value));
    }

    [Fact]
    public void A_group_is_read_as_it_was_written()
    {
        var member = new GroupMember
        {
            Id = "a",
            InstanceId = "static",
            ClientId = "client",
            ClientHost = "/10.0.0.1",
            SessionTimeout = TimeSpan.FromSeconds(45),
            RebalanceTimeout = TimeSpan.FromMinutes(5),
            Protocols = [new GroupProtocol("other", new byte[] { 9 }), new GroupProtocol("range", new byte[] { 1, 2 })],
            Assignment = new byte[] { 3 },
        };
        var written = new GroupWritten(new GroupSnapshot("consumer", 4, "range", "a", Time, [member]));

        var read = GroupRecordFormat.Read(GroupRecordFormat.KeyOf("g", written), GroupRecordFormat.ValueOf(written))!.Value;

        var snapshot = Assert.IsType<GroupWritten>(read.Record).Snapshot;
        Assert.Equal("0002" + "000167", Hex(GroupRecordFormat.KeyOf("g", written)));
        Assert.Equal(("g", "consumer", 4, "range", "a", Time), (read.Group, snapshot.ProtocolType, snapshot.Generation, snapshot.Protocol, snapshot.Leader, snapshot.Since));
        Assert.Equal([new GroupProtocol("range", new byte[] { 1, 2 })], snapshot.Members[0].Protocols.ToArray());
        Assert.Equal(member with { Protocols = default, Assignment = default }, snapshot.Members[0] with { Protocols = default, Assignment = default });
        Assert.Equal([3], snapshot.Members[0].Assignment.ToArray());
    }

    [Fact]
    public void Records_without_a_value_erase()
    {
        Assert.Null(GroupRecordFormat.ValueOf(new OffsetErased(Place)));
        Assert.Equal(("g", new OffsetErased(Place)), GroupRecordFormat.Read(GroupRecordFormat.KeyOf("g", new OffsetErased(Place)), null));
        Assert.Equal(("g", new GroupErased()), GroupRecordFormat.Read(GroupRecordFormat.KeyOf("g", new GroupErased()), null));
    }

    [Fact]
    public void Old_offsets_are_read_and_kinds_that_are_not_known_are_left_out()
    {
        var old = GroupRecordFormat.Read(Convert.FromHexString("0000" + "000167" + "000174" + "00000002"), null);

        Assert.Equal(("g", (GroupRecord)new OffsetErased(Place)), old);
        Assert.Null(GroupRecordFormat.Read(Convert.FromHexString("0063" + "000167"), null));
        Assert.Throws<MalformedMessageException>(() => GroupRecordFormat.Read(Convert.FromHexString("0001" + "7FFF67"), null));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
