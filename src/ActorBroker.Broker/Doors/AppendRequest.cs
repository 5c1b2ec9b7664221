using ActorBroker.Log.Reading;
using ActorBroker.Model.Records;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>A batch for a partition's leader, sent to <see cref="HostedPartition.Actor"/>. Stays in this process.</summary>
public sealed class AppendRequest : INoSerializationVerificationNeeded
{
    private volatile bool _isWritten;

    /// <summary>
    /// The batch, whole and valid (<see cref="RecordBatchValidator"/>). Its bytes are the partition's to change until it has answered; without a
    /// <see cref="Lease"/> they are the door's again with the answer.
    /// </summary>
    public required Memory<byte> Batch { get; init; }

    /// <summary>What the validator found in the batch.</summary>
    public required RecordBatchValidation Validation { get; init; }

    /// <summary>Lets the log serve readers out of the buffer after the answer; null when the door wants it back.</summary>
    public IBufferLease? Lease { get; init; }

    /// <summary>When the answer is due.</summary>
    public required Acks Acks { get; init; }

    /// <summary>Whom to answer, exactly once.</summary>
    public required IAppendReceiver Receiver { get; init; }

    /// <summary>The door's own mark, given back with the answer.</summary>
    public int Tag { get; init; }

    /// <summary>True once the batch is in the log: only the answer is still due, and a door that no longer waits for it may have its buffer back.</summary>
    public bool IsWritten => _isWritten;

    internal void MarkWritten() => _isWritten = true;
}
