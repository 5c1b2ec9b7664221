using System.Runtime.Serialization;
using ActorBroker.Broker.Nodes;
using ActorBroker.Broker.Persistence;
using ActorBroker.Machines;
using ActorBroker.Machines.Replication;
using ActorBroker.Model;
using Akka.Actor;
using Akka.TestKit.Xunit2;

namespace ActorBroker.Broker.Tests.Persistence;

public sealed class BrokerEventSerializerTests : TestKit
{
    public static readonly TheoryData<object, string, string> Golden = new()
    {
        { new ReplicaEvent.RolesTaken(new PartitionEpoch(258), new LeaderEpoch(7)), "roles-taken/1", "0000010200000007" },
        { new ReplicaEvent.LogFailed(), "log-failed/1", "" },
        { new ReplicaEvent.LogCompleted(), "log-completed/1", "" },
        { new StartedRun(new Incarnation(513)), "run/1", "0000000000000201" },
    };

    private readonly BrokerEventSerializer _serializer;

    public BrokerEventSerializerTests() => _serializer = new BrokerEventSerializer((ExtendedActorSystem)Sys);

    [Theory]
    [MemberData(nameof(Golden))]
    public void What_is_persisted_has_these_bytes_and_is_read_back_as_it_was(object happened, string manifest, string bytes)
    {
        Assert.Equal((manifest, bytes), (_serializer.Manifest(happened), Convert.ToHexString(_serializer.ToBinary(happened))));

        Assert.Equal(happened, _serializer.FromBinary(Convert.FromHexString(bytes), manifest));
    }

    [Fact]
    public void A_role_as_it_was_written_before_is_read_as_roles_that_were_taken()
    {
        var bytes = Convert.FromHexString("000001020000000700000001000000010000000000000201");

        Assert.Equal(new ReplicaEvent.RolesTaken(new PartitionEpoch(258), new LeaderEpoch(7)), _serializer.FromBinary(bytes, "role/1"));
    }

    [Theory]
    [InlineData("roles-taken/1", "00")]
    [InlineData("log-failed/1", "00")]
    [InlineData("roles-taken/2", "0000010200000007")]
    public void Bytes_of_another_length_and_manifests_of_a_newer_build_are_refused(string manifest, string bytes) =>
        Assert.Throws<SerializationException>(() => _serializer.FromBinary(Convert.FromHexString(bytes), manifest));
}
