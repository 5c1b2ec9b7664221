using ActorBroker.Model;
using ActorBroker.Model.Records;
using ActorBroker.Server.Remote;
using ActorBroker.Wire;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Server.Tests.Support;

/// <summary>Puts records into partitions over the protocol, with times of the test's choice.</summary>
internal static class RemoteRecords
{
    // Later versions name topics by their ids alone.
    private const short LastVersionWithNames = 12;

    /// <summary>Appends a batch with a record for each time, in milliseconds since 1970.</summary>
    public static async Task AppendAsync(string brokers, string topic, int partition, params long[] times)
    {
        await using var cluster = new ClusterClient(ClusterOptions.For(brokers));
        var metadata = await new TopicDirectory(cluster).FindAsync(topic);
        var leader = metadata.Partitions.Single(candidate => candidate.PartitionIndex.Value == partition).LeaderId;
        using var builder = new RecordBatchBuilder(new RecordBatchOptions());
        foreach (var time in times)
            Assert.True(builder.TryAppend(time, NullableBytes.Null, new byte[] { 1 }));

        var request = new ProduceRequest { Acks = -1, TimeoutMs = 30_000 };
        var data = request.TopicData.AddNew();
        data.Name = topic;
        data.PartitionData.Add(new ProduceRequest.PartitionProduceData { Index = new(partition), Records = new RecordBytes(builder.ToArray()) });
        using var reply = await (await cluster.BrokerAsync(leader)).SendAsync(request, versionMax: LastVersionWithNames);
        Assert.Equal(ErrorCode.None, ((ProduceResponse)reply.Response).Responses[0].PartitionResponses[0].ErrorCode);
    }
}
