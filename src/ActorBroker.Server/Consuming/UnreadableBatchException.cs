using System.Globalization;
using ActorBroker.Model;
using ActorBroker.Server.Remote;

namespace ActorBroker.Server.Consuming;

/// <summary>A broker gave a batch that is not as it was written.</summary>
internal sealed class UnreadableBatchException(TopicPartition partition, Offset baseOffset, string reason)
    : RemoteException(string.Create(CultureInfo.InvariantCulture, $"partition {partition}, the batch at offset {baseOffset.Value}: {reason}"))
{
    /// <inheritdoc/>
    public override bool IsRetriable => false;

    /// <inheritdoc/>
    public override int ExitCode => Server.ExitCode.Failed;

    /// <inheritdoc/>
    public override string Advice => $"Stop the broker and ask 'actorbroker log verify DIR'; 'consume -o OFFSET -p {partition.Partition}' reads on behind it.";
}
