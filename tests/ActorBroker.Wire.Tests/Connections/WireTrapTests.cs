using ActorBroker.Model;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;
using ActorBroker.Wire.Tests.Support;

namespace ActorBroker.Wire.Tests.Connections;

/// <summary>The traps of the protocol that concern the wire, by their numbers in <c>spec/features.md</c> B.5.</summary>
public sealed class WireTrapTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(short.MaxValue)]
    [InlineData(-1)]
    public void Trap_1_ApiVersions_in_an_unknown_version_is_answered_in_version_0_and_the_connection_goes_on(short version)
    {
        using var broker = new BrokerSide();
        var frame = Frames.Request(new ApiVersionsRequest(), 3, 7);
        frame[6] = (byte)(version >> 8);
        frame[7] = (byte)version;
        broker.Connection.Receive(frame);

        Assert.False(broker.CanTake());
        var sent = Convert.ToHexStringLower(broker.SentFrames().Single());
        Assert.Equal("00000007" + "0023" + "00000001" + "0012" + "0000" + "0004", sent);
        Assert.Null(broker.Connection.Fault);
        Assert.Equal(ApiKey.ApiVersions, broker.Take(new ApiVersionsRequest(), 3, 8).Api.Key);
    }

    [Fact]
    public void Trap_2_the_ApiVersions_response_has_header_version_0_and_a_flexible_body()
    {
        using var broker = new BrokerSide();
        broker.Respond(broker.Take(new ApiVersionsRequest(), 3, 7));

        Assert.Equal("00000007" + "0000" + "01" + "00000000" + "00", Convert.ToHexStringLower(broker.SentFrames().Single()));
    }

    [Fact]
    public void Trap_2_other_flexible_responses_have_header_version_1()
    {
        using var broker = new BrokerSide();
        broker.Respond(broker.Take(new HeartbeatRequest(), 4, 7));

        Assert.Equal("00000007" + "00" + "00000000" + "0000" + "00", Convert.ToHexStringLower(broker.SentFrames().Single()));
    }

    [Fact]
    public void Trap_2_the_client_id_is_a_classic_string_in_flexible_headers_too()
    {
        var header = new RequestHeader { RequestApiKey = 12, RequestApiVersion = 4, CorrelationId = 1, ClientId = "ab" };

        Assert.Equal("000c0004" + "00000001" + "0002" + "6162" + "00", Sample.Hex(header, 2));
        Assert.Equal("000c0004" + "00000001" + "ffff" + "00", Sample.Hex(new RequestHeader { RequestApiKey = 12, RequestApiVersion = 4, CorrelationId = 1 }, 2));
    }

    [Fact]
    public void Trap_3_a_struct_that_may_be_null_has_a_mark_of_one_byte()
    {
        var request = new DescribeTopicPartitionsRequest { ResponsePartitionLimit = 1 };
        Assert.Equal("01" + "00000001" + "ff" + "00", Sample.Hex(request, 0));

        request.Cursor = new() { TopicName = "t", PartitionIndex = new(2) };
        Assert.Equal("01" + "00000001" + "01" + "0274" + "00000002" + "00" + "00", Sample.Hex(request, 0));
    }

    [Fact]
    public void Trap_4_Produce_is_advertised_from_0_and_taken_from_3()
    {
        Assert.Equal(new ApiVersionRange(0, 12), ApiProfile.Default.Advertised(ApiKey.Produce));
        using var broker = new BrokerSide();
        broker.Connection.Receive(Sample.Bytes("0000000a 0000 0002 00000001 ffff"));

        Assert.False(broker.CanTake());

        Assert.Equal(ConnectionFaultKind.UnsupportedVersion, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void Trap_5_JoinGroup_is_taken_from_0()
    {
        using var broker = new BrokerSide();

        Assert.Equal(0, ApiProfile.Default.Advertised(ApiKey.JoinGroup).First);
        Assert.Equal(0, broker.Take(new JoinGroupRequest(), 0).Version);
    }

    [Fact]
    public void Trap_6_Fetch_is_offered_in_version_12_and_above()
    {
        Assert.True(ApiProfile.Default.Advertised(ApiKey.Fetch).Last >= 12);
    }

    [Theory]
    [InlineData(ApiKey.Produce, 7)]
    [InlineData(ApiKey.Fetch, 11)]
    [InlineData(ApiKey.Metadata, 6)]
    [InlineData(ApiKey.CreateTopics, 3)]
    [InlineData(ApiKey.DeleteTopics, 1)]
    [InlineData(ApiKey.OffsetCommit, 5)]
    [InlineData(ApiKey.OffsetFetch, 4)]
    public void Trap_7_no_floor_is_above_what_kafkajs_can_do(ApiKey key, short kafkajs)
    {
        Assert.True(ApiProfile.Default.Accepted(key).Contains(kafkajs));
    }

    [Fact]
    public void Trap_9_topics_go_by_name_up_to_Fetch_12_and_by_id_from_13_on()
    {
        var topic = new FetchRequest.FetchTopic { Topic = "t", TopicId = new(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")) };

        var byName = Sample.Hex(new FetchRequest { Topics = [topic] }, 12);
        var byId = Sample.Hex(new FetchRequest { Topics = [topic] }, 13);

        Assert.Contains("0274" + "01", byName, StringComparison.Ordinal);
        Assert.Contains("00112233445566778899aabbccddeeff" + "01", byId, StringComparison.Ordinal);
        Assert.DoesNotContain("00112233", byName, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_10_a_fetch_session_is_refused_by_session_id_0()
    {
        var response = new FetchResponse();

        Assert.Equal("00000000" + "0000" + "00000000" + "00000000", Sample.Hex(response, 7));
    }

    [Fact]
    public void Trap_11_no_topics_and_all_topics_are_told_apart_from_version_1_on()
    {
        Assert.Empty(Sample.Read<MetadataRequest>(0, "00000000").Topics!);
        Assert.Empty(Sample.Read<MetadataRequest>(1, "00000000").Topics!);
        Assert.Null(Sample.Read<MetadataRequest>(1, "ffffffff").Topics);
        Assert.Null(Sample.Read<MetadataRequest>(9, "00 01 00 00 00").Topics);
        Assert.Empty(Sample.Read<MetadataRequest>(9, "01 01 00 00 00").Topics!);
    }

    [Fact]
    public void Trap_13_Produce_with_acks_0_has_no_response_at_all()
    {
        using var broker = new BrokerSide();
        var request = broker.Take(new ProduceRequest { Acks = 0 }, 9);

        Assert.Throws<InvariantException>(() => broker.Respond(request));
        broker.Connection.EndWithoutResponse(request, broker.Now);

        Assert.Empty(broker.SentFrames());
        Assert.Equal(0, broker.Connection.RequestsInFlight);
    }

    [Fact]
    public void Trap_15_after_SaslHandshake_0_tokens_come_and_go_in_frames_without_a_header()
    {
        using var broker = new BrokerSide(new() { RequiresAuthentication = true });
        broker.Respond(broker.Take(new SaslHandshakeRequest { Mechanism = "PLAIN" }, 0));
        broker.Connection.ExpectToken();
        _ = broker.SentFrames();

        broker.Connection.Receive(Frames.Of(0, 97, 0, 98));
        Assert.False(broker.CanTake());
        Assert.True(broker.Connection.TryTakeToken(out var token));
        Assert.Equal([0, 97, 0, 98], token.Bytes.ToArray());
        token.Release();
        broker.Connection.SendToken([]);
        broker.Connection.Authenticated();

        Assert.Empty(broker.SentFrames().Single());
        Assert.Equal(ApiKey.Metadata, broker.Take(new MetadataRequest(), 9).Api.Key);
    }

    [Fact]
    public void Trap_17_null_topics_of_OffsetFetch_stand_for_all()
    {
        Assert.Null(Sample.Read<OffsetFetchRequest>(2, "0001 67 ffffffff").Topics);
        Assert.Null(Sample.Read<OffsetFetchRequest>(8, "02 0267 00 00 00 00").Groups.Single().Topics);
    }

    [Fact]
    public void Trap_18_FindCoordinator_takes_one_key_up_to_version_3_and_many_from_4_on()
    {
        Assert.Throws<UnwritableMessageException>(() => Sample.Hex(new FindCoordinatorRequest { CoordinatorKeys = ["g"] }, 3));
        Assert.Equal("00" + "02" + "0267" + "00", Sample.Hex(new FindCoordinatorRequest { CoordinatorKeys = ["g"] }, 4));
    }

    [Fact]
    public void Trap_22_without_finalized_features_nothing_is_said_of_them()
    {
        Assert.EndsWith("00", Sample.Hex(new ApiVersionsResponse(), 4), StringComparison.Ordinal);
        Assert.Equal("0000" + "01" + "00000000" + "00", Sample.Hex(new ApiVersionsResponse(), 4));
    }

    [Fact]
    public void Trap_24_the_new_leader_comes_in_tagged_fields()
    {
        var response = new ProduceResponse { NodeEndpoints = [new() { NodeId = new(3), Host = "h", Port = 9092 }] };
        response.Responses.AddNew().PartitionResponses.AddNew().CurrentLeader = new() { LeaderId = new(3), LeaderEpoch = new(8) };

        var hex = Sample.Hex(response, 10);

        Assert.Contains("01" + "00" + "09" + "00000003" + "00000008" + "00", hex, StringComparison.Ordinal);
        Assert.EndsWith("01" + "00" + "0d" + "02" + "00000003" + "0268" + "00002384" + "00" + "00", hex, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_25_a_diverging_epoch_comes_in_a_tagged_field_from_Fetch_12_on()
    {
        var response = new FetchResponse();
        response.Responses.AddNew().Partitions.AddNew().DivergingEpoch = new() { Epoch = new(2), EndOffset = new(5) };

        Assert.Contains("01" + "00" + "0d" + "00000002" + "0000000000000005" + "00", Sample.Hex(response, 12), StringComparison.Ordinal);
        Assert.Throws<UnwritableMessageException>(() => Sample.Hex(response, 11));
    }

    [Fact]
    public void Trap_26_a_preferred_read_replica_can_be_told_from_Fetch_11_on()
    {
        var response = new FetchResponse();
        response.Responses.AddNew().Partitions.AddNew().PreferredReadReplica = new(4);

        Assert.Equal(new BrokerId(4), MessageCodec.Read<FetchResponse>(MessageCodec.ToArray(response, 11), 11).Responses[0].Partitions[0].PreferredReadReplica);
        Assert.Throws<UnwritableMessageException>(() => MessageCodec.ToArray(response, 10));
    }

    [Theory]
    [InlineData("474554202f20485454502f312e310d0a")]
    [InlineData("16030102000100")]
    public void Trap_30_an_HTTP_request_and_a_TLS_greeting_are_refused(string greeting)
    {
        using var broker = new BrokerSide();
        broker.Connection.Receive(Sample.Bytes(greeting));

        Assert.False(broker.CanTake());

        Assert.Equal(ConnectionFaultKind.FrameTooLong, broker.Connection.Fault?.Kind);
    }

    [Fact]
    public void Trap_31_static_members_find_the_versions_that_they_need()
    {
        Assert.True(ApiProfile.Default.Advertised(ApiKey.JoinGroup).Last >= 5);
        Assert.True(ApiProfile.Default.Advertised(ApiKey.OffsetCommit).Last >= 7);
    }

    [Fact]
    public void Trap_32_CreateTopics_asks_for_the_brokers_defaults_by_minus_1_and_tells_the_topic_id_from_7_on()
    {
        var request = new CreateTopicsRequest { Topics = [new() { Name = "t", NumPartitions = -1, ReplicationFactor = -1 }] };
        var response = new CreateTopicsResponse { Topics = [new() { Name = "t", TopicId = new(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff")) }] };

        Assert.Contains("0274" + "ffffffff" + "ffff", Sample.Hex(request, 7), StringComparison.Ordinal);
        Assert.Contains("00112233445566778899aabbccddeeff", Sample.Hex(response, 7), StringComparison.Ordinal);
        Assert.DoesNotContain("00112233", Sample.Hex(response, 6), StringComparison.Ordinal);
    }
}
