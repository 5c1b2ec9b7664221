using ActorBroker.Model.Records;

namespace ActorBroker.Journal.Storage;

/// <summary>What a plugin keeps in memory of its log, made again at each start.</summary>
/// <remarks>One owner at a time: first who opens the log, then the plugin.</remarks>
internal interface ILogIndex
{
    /// <summary>Takes one record of the log; they come in the order of their offsets.</summary>
    /// <returns>False for a record of a kind that this build does not know.</returns>
    bool TryLoad(RecordView record);

    /// <summary>Holds what was loaded against what was known to be there at the last checkpoint, and notes what is missing.</summary>
    void CheckAgainst(SequenceLedger ledger);

    /// <summary>What must be found by the next start.</summary>
    SequenceLedger ToLedger();
}
