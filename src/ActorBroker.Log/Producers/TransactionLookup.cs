namespace ActorBroker.Log.Producers;

/// <summary>How a look for aborted transactions in one segment's index ended.</summary>
public enum TransactionLookup
{
    /// <summary>No later segment's index can hold another one for the range.</summary>
    Complete,

    /// <summary>Later segments' indexes may hold more: a transaction is noted where its marker lies.</summary>
    Continues,

    /// <summary>The index was cut while it was read. What was found is worth nothing; take the log's present view and look again.</summary>
    Cut,
}
