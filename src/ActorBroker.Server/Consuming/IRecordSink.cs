namespace ActorBroker.Server.Consuming;

/// <summary>Takes records as they are fetched.</summary>
/// <remarks>One caller at a time.</remarks>
internal interface IRecordSink
{
    /// <summary>True when no more is wanted.</summary>
    bool IsDone { get; }

    /// <summary>Takes one; its bytes are valid within the call.</summary>
    void Write(in ConsumedRecord record);

    /// <summary>Hands on all that was taken; false when that can no longer be done.</summary>
    bool Flush();
}
