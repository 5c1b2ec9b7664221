namespace ActorBroker.Model.Records;

/// <summary>What a control record says, by its number in the record's key.</summary>
public enum ControlRecordType : short
{
    /// <summary>A producer's transaction ends here and counts for nothing (KIP-98).</summary>
    Abort = 0,

    /// <summary>A producer's transaction ends here and counts (KIP-98).</summary>
    Commit = 1,

    /// <summary>A quorum's new leader (KIP-595).</summary>
    LeaderChange = 2,

    /// <summary>A quorum's snapshot begins (KIP-630).</summary>
    SnapshotHeader = 3,

    /// <summary>A quorum's snapshot ends (KIP-630).</summary>
    SnapshotFooter = 4,

    /// <summary>The quorum's feature level (KIP-853).</summary>
    KraftVersion = 5,

    /// <summary>The quorum's voters (KIP-853).</summary>
    KraftVoters = 6,
}
