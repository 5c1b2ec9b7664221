namespace ActorBroker.Model.Records;

/// <summary>Whose clock a topic's timestamps are from (KIP-32, <c>message.timestamp.type</c>).</summary>
public enum TimestampType
{
    /// <summary>The producer's, per record.</summary>
    CreateTime = 0,

    /// <summary>The leader's at the append, the same for a whole batch.</summary>
    LogAppendTime = 1,
}
