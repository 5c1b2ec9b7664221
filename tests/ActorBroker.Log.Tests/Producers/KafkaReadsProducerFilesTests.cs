using System.Text;
using ActorBroker.Log.Disk;
using ActorBroker.Log.Producers;
using ActorBroker.Model;

namespace ActorBroker.Log.Tests.Producers;

/// <summary>Apache Kafka's own tool reads what we write.</summary>
public sealed class KafkaReadsProducerFilesTests
{
    private const string Kafka = "shared/peers/kafka/kafka";

    [ToolFact("java", Kafka)]
    public void Kafka_reads_our_snapshots_and_transaction_indexes()
    {
        using var directory = new TempDirectory();
        var snapshot = $"{directory.Path}/00000000000000000023.snapshot";
        var index = $"{directory.Path}/00000000000000000000.txnindex";
        var states = new ProducerStates(new ProducerStateOptions());
        states.Apply(new TestBatch { Producer = 1, Epoch = 3, Sequence = 0, Count = 2, Offset = 10, IsTransactional = true }.Open());
        states.Apply(new TestBatch { Producer = 2, Sequence = 5, Offset = 21, Timestamp = 77, IsTransactional = true }.Open());
        var aborted = states.Apply(new TestBatch { Producer = 1, Epoch = 4, Offset = 22, IsCommit = false, CoordinatorEpoch = 6 }.Open());
        File.WriteAllBytes(snapshot, states.TakeSnapshot());
        WriteIndex(index, aborted!.Value);

        var text = Encoding.UTF8.GetString(Tool.Run(Kafka, ["dump-log", "--files", $"{snapshot},{index}"]));

        Assert.Contains("producerId: 1 producerEpoch: 4 coordinatorEpoch: 6 currentTxnFirstOffset: OptionalLong.empty", text);
        Assert.Contains("producerId: 2 producerEpoch: 0 coordinatorEpoch: -1 currentTxnFirstOffset: OptionalLong[21]", text);
        Assert.Contains("firstSequence: 5 lastSequence: 5 lastOffset: 21 offsetDelta: 0 timestamp: 77", text);
        Assert.Contains("version: 0 producerId: 1 firstOffset: 10 lastOffset: 22 lastStableOffset: 21", text);
        Assert.Equal(2, text.Split("Dumping").Length - 1);
        Assert.Equal(5, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static void WriteIndex(string path, CompletedTransaction aborted)
    {
        using var file = new FileLogDisk().Open(path, LogFileMode.New);
        var index = new TransactionIndex(Offset.Zero);
        index.Append(
            file, new AbortedTransaction(aborted.Producer, aborted.FirstOffset, aborted.LastOffset, aborted.LastStableOffset));
        index.Seal(file);
    }
}
