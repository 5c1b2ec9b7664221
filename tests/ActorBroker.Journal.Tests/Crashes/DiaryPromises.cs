namespace ActorBroker.Journal.Tests.Crashes;

/// <summary>Holds diaries that start again against what had been promised to them.</summary>
internal static class DiaryPromises
{
    /// <summary>The first broken promise, in words; null when all were kept.</summary>
    /// <param name="before">The diaries before the crash.</param>
    /// <param name="restarted">The same, recovered.</param>
    /// <param name="change">The change of the disk after which the crash came.</param>
    public static string? FindBroken(DiaryNotes[] before, DiaryNotes[] restarted, int change)
    {
        for (var number = 0; number < before.Length; number++)
        {
            if (FindBroken(before[number], restarted[number], change) is { } broken)
                return $"diary {number} {broken}";
        }

        return null;
    }

    public static string Text(IEnumerable<string>? events) => string.Join(' ', (events ?? ["nothing"]).Select(@event => @event.TrimEnd('.')));

    private static string? FindBroken(DiaryNotes before, DiaryNotes restarted, int change)
    {
        if (restarted.Recovered is not { } recovered)
            return $"did not recover: {restarted.RecoveryFailure}";

        var attempted = before.Attempted.SelectMany(group => group).ToList();
        if (!attempted.Take(recovered.Count).SequenceEqual(recovered))
            return $"has {Text(recovered)}, which is no beginning of {Text(attempted)}";

        var kept = before.Kept.Count(kept => kept.At <= change);
        if (recovered.Count < kept)
            return $"lost events: {kept} were acknowledged, {recovered.Count} are there";
        return Bounds(before).Contains(recovered.Count) ? null : $"has a part of a group: {Text(recovered)}";
    }

    /// <summary>How many events there can be, when groups are whole.</summary>
    private static HashSet<int> Bounds(DiaryNotes notes)
    {
        var (bounds, count) = (new HashSet<int> { 0 }, 0);
        foreach (var group in notes.Attempted)
            bounds.Add(count += group.Length);
        return bounds;
    }
}
