using ActorBroker.Broker.Doors;
using ActorBroker.Log.Reading;
using ActorBroker.Model;
using static ActorBroker.Wire.Messages.FetchRequest;
using static ActorBroker.Wire.Messages.FetchResponse;

namespace ActorBroker.Listener.Handlers;

/// <summary>One partition of a fetch, and what was found of it at the last look.</summary>
internal sealed class FetchTarget(FetchPartition asked, PartitionData result, HostedPartition? hosted, ErrorCode error)
{
    public FetchPartition Asked { get; } = asked;

    public PartitionData Result { get; } = result;

    public HostedPartition? Hosted { get; } = hosted;

    /// <summary>What stands in the way: found once for all, or at the last look.</summary>
    public ErrorCode Error { get; set; } = error;

    /// <summary>True when the partition cannot be looked at at all.</summary>
    public bool IsRefused { get; } = error != ErrorCode.None;

    /// <summary>The entry that was looked at.</summary>
    public PartitionEntry? Seen { get; set; }

    /// <summary>The batches that were found; null for none.</summary>
    public LogSlice? Slice { get; set; }

    /// <summary>Gives back what the last look found.</summary>
    public void Forget()
    {
        Slice?.Dispose();
        Slice = null;
        if (!IsRefused)
            Error = ErrorCode.None;
    }
}
