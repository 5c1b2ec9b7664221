namespace Akka.Persistence.Journal;

/// <summary>What happens when the events of two writers are mixed in a replay: two actors had the same persistence id at the same time.</summary>
public enum ReplayFilterMode
{
    /// <summary>The replay fails.</summary>
    Fail,

    /// <summary>A warning is logged, and every event is replayed.</summary>
    Warn,

    /// <summary>An error is logged, and the events of the old writer after the new writer's first one are left out.</summary>
    RepairByDiscardOld,

    /// <summary>Nobody looks.</summary>
    Disabled,
}
