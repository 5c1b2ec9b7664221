namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>What a diary did and was told, in memory that outlives it.</summary>
/// <param name="now">A moment: how many changes the disk has seen.</param>
internal sealed class DiaryNotes(Func<int> now)
{
    /// <summary>The groups of events that were given to the journal, in their order.</summary>
    public List<string[]> Attempted { get; } = [];

    /// <summary>The events that were acknowledged, each with the moment.</summary>
    public List<(string Event, int At)> Kept { get; } = [];

    /// <summary>The state at the end of recovery; null before.</summary>
    public List<string>? Recovered { get; set; }

    /// <summary>Why a write failed.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Why recovery failed.</summary>
    public Exception? RecoveryFailure { get; set; }

    public bool IsStopped { get; set; }

    public void Keep(string @event) => Kept.Add((@event, now()));
}
