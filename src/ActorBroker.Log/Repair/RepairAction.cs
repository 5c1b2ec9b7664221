namespace ActorBroker.Log.Repair;

/// <summary>What a <see cref="RepairStep"/> does with a file.</summary>
public enum RepairAction
{
    /// <summary>It is made again from the batches; nothing is lost.</summary>
    Remake,

    /// <summary>It goes: the next start does without it.</summary>
    Remove,

    /// <summary>Its end goes, which a crash tore and which no flush had covered; a start would do the same.</summary>
    Cut,

    /// <summary>Records that had been flushed are given up.</summary>
    Drop,

    /// <summary>Nothing is done: the step's sentence says what it would take.</summary>
    Leave,
}
