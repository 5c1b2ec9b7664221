using System.Buffers;
using System.Buffers.Binary;
using ActorBroker.Model;
using ActorBroker.Wire;
using ActorBroker.Wire.Connections;
using ActorBroker.Wire.Messages;

namespace ActorBroker.Benchmarks.Wire;

/// <summary>The hot paths of a broker's connection, and a large cold one.</summary>
internal static class WireCases
{
    private const short ProduceVersion = 12;
    private const short FetchVersion = 17;
    private const short MetadataVersion = 12;

    public static IEnumerable<WireCase> All()
    {
        foreach (var (partitions, batchBytes) in new[] { (1, 1024), (1, 16 * 1024), (12, 16 * 1024), (1, 1024 * 1024) })
        {
            yield return DecodeProduce(partitions, batchBytes);
            yield return Produce(partitions, batchBytes);
        }

        yield return DecodeFetch(100);
        yield return Fetch(1, 64 * 1024);
        yield return Fetch(12, 64 * 1024);
        yield return Metadata(1000);
    }

    private static WireCase DecodeProduce(int partitions, int batchBytes)
    {
        var bytes = MessageCodec.ToArray(ProduceRequest(partitions, batchBytes), ProduceVersion);
        var request = new ProduceRequest();
        var texts = new TextCache();
        return new($"decode produce, {partitions} x {batchBytes / 1024} KiB", bytes.Length, () =>
        {
            request.Clear();
            var reader = new WireReader(bytes, texts);
            request.Read(ref reader, ProduceVersion);
            Invariant.Holds(request.TopicData[0].PartitionData.Count == partitions, "all was read");
        });
    }

    private static WireCase Produce(int partitions, int batchBytes)
    {
        var frame = Frame(ProduceRequest(partitions, batchBytes), ProduceVersion);
        var broker = new KafkaConnection(new(), ApiProfile.Default, TimeSpan.Zero);
        return new($"produce through a connection, {partitions} x {batchBytes / 1024} KiB", frame.Length, () => Exchange(broker, frame, static (request, response) =>
        {
            var answer = ((ProduceResponse)response).Responses.AddNew();
            foreach (var topic in ((ProduceRequest)request.Body).TopicData)
            {
                answer.Name = topic.Name;
                foreach (var partition in topic.PartitionData)
                    answer.PartitionResponses.AddNew().Index = partition.Index;
            }
        }), broker);
    }

    private static WireCase DecodeFetch(int partitions)
    {
        var bytes = MessageCodec.ToArray(FetchRequest(partitions), FetchVersion);
        var request = new FetchRequest();
        return new($"decode fetch, {partitions} partitions", bytes.Length, () =>
        {
            request.Clear();
            var reader = new WireReader(bytes);
            request.Read(ref reader, FetchVersion);
            Invariant.Holds(request.Topics[0].Partitions.Count == partitions, "all was read");
        });
    }

    private static WireCase Fetch(int partitions, int batchBytes)
    {
        var frame = Frame(FetchRequest(partitions), FetchVersion);
        var broker = new KafkaConnection(new(), ApiProfile.Default, TimeSpan.Zero);
        var lease = new FixedLease(new byte[batchBytes]);
        return new($"fetch through a connection, {partitions} x {batchBytes / 1024} KiB", (long)partitions * batchBytes, () => Exchange(broker, frame, (request, response) =>
        {
            var answer = ((FetchResponse)response).Responses.AddNew();
            foreach (var partition in ((FetchRequest)request.Body).Topics[0].Partitions)
            {
                var part = answer.Partitions.AddNew();
                part.PartitionIndex = partition.Partition;
                part.Records = new RecordBytes(lease);
            }
        }), broker);
    }

    private static WireCase Metadata(int partitions)
    {
        var response = new MetadataResponse { Brokers = [new() { NodeId = new(1), Host = "broker-1.example", Port = 9092 }] };
        var topic = response.Topics.AddNew();
        topic.Name = "orders";
        for (var index = 0; index < partitions; index++)
        {
            var partition = topic.Partitions.AddNew();
            partition.PartitionIndex = new(index);
            partition.ReplicaNodes = [new(1), new(2), new(3)];
            partition.IsrNodes = [new(1), new(2), new(3)];
        }

        var output = new ArrayBufferWriter<byte>(1024 * 1024);
        return new($"encode metadata, {partitions} partitions", MessageCodec.Measure(response, MetadataVersion).Bytes, () =>
        {
            output.ResetWrittenCount();
            MessageCodec.Write(response, MetadataVersion, output);
        });
    }

    private static void Exchange(KafkaConnection broker, byte[] frame, Action<ReceivedRequest, IResponse> fill)
    {
        ReadOnlySpan<byte> left = frame;
        while (!left.IsEmpty)
        {
            var room = broker.GetMemory().Span;
            var count = Math.Min(room.Length, left.Length);
            left[..count].CopyTo(room);
            broker.Received(count);
            left = left[count..];
        }

        var isTaken = broker.TryTake(TimeSpan.Zero, out var request);
        Invariant.Holds(isTaken, "the frame holds a request");
        var response = broker.NewResponse(request);
        fill(request, response);
        broker.Respond(request, response, TimeSpan.Zero);
        broker.Output.Sent(broker.Output.Count);
    }

    private static byte[] Frame(IRequest request, short version)
    {
        var header = new RequestHeader { RequestApiKey = (short)request.ApiKey, RequestApiVersion = version, ClientId = "bench" };
        byte[] content = [.. MessageCodec.ToArray(header, 2), .. MessageCodec.ToArray(request, version)];
        var frame = new byte[sizeof(int) + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, content.Length);
        content.CopyTo(frame, sizeof(int));
        return frame;
    }

    private static ProduceRequest ProduceRequest(int partitions, int batchBytes)
    {
        var request = new ProduceRequest { Acks = -1, TimeoutMs = 30_000 };
        var topic = request.TopicData.AddNew();
        topic.Name = "orders";
        for (var index = 0; index < partitions; index++)
        {
            var partition = topic.PartitionData.AddNew();
            partition.Index = new(index);
            partition.Records = new(new byte[batchBytes]);
        }

        return request;
    }

    private static FetchRequest FetchRequest(int partitions)
    {
        var request = new FetchRequest { MaxWaitMs = 500, MinBytes = 1 };
        var topic = request.Topics.AddNew();
        topic.TopicId = new(Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"));
        for (var index = 0; index < partitions; index++)
            topic.Partitions.AddNew().Partition = new(index);
        return request;
    }

    /// <summary>The same bytes every time; there is nothing to give back.</summary>
    private sealed class FixedLease(byte[] bytes) : IRecordLease
    {
        public ReadOnlySequence<byte> Bytes => new(bytes);

        public void Dispose()
        {
        }
    }
}
