namespace ActorBroker.Log.Tests.Damage;

/// <summary>Damage that a log cannot find, and why. The list is complete for single bits of all files, cuts of indexes and snapshots, and lost segments.</summary>
/// <param name="Where">The kind of file, the stop, and the place in it.</param>
/// <param name="Reason">Why nothing tells.</param>
internal sealed record BlindSpot(string Where, string Reason)
{
    private const string LastEpoch =
        "The checksum leaves the leader epoch out, no batch behind contradicts a higher one, and the epochs' file was not written since.";

    private const string LostTimes =
        "The file ends with a whole entry, and the batch of the offset index's last entry is older than the lost one's, so both last entries hold.";

    private const string LostTail = "Above the recovery point nothing says how far the log reached.";

    public static readonly BlindSpot[] All =
    [
        new(".log after a crash: batch 18, leader epoch", LastEpoch),
        new(".log after a crash: segment 15 gone", LostTail),
        new(".timeindex after a clean stop: cut to 12", LostTimes),
        new(".timeindex after a crash: cut to 12", LostTimes),
    ];

    /// <summary>How the places in one kind of file, after one kind of stop, begin.</summary>
    public static string Stop(string kind, bool isClean) => $"{kind} after a {(isClean ? "clean stop" : "crash")}: ";

    /// <summary>Fails unless the places where an answer was wrong are exactly those of the list.</summary>
    /// <param name="stop">How the places begin.</param>
    /// <param name="isMeant">Tells the places that this test looks at.</param>
    /// <param name="wrong">The places that were found, and what was wrong there.</param>
    public static void AssertOnly(string stop, Predicate<string> isMeant, IReadOnlyDictionary<string, string> wrong)
    {
        var expected = All.Select(spot => spot.Where).Where(where => where.StartsWith(stop, StringComparison.Ordinal) && isMeant(where));
        Assert.True(expected.Order(StringComparer.Ordinal).SequenceEqual(wrong.Keys.Order(StringComparer.Ordinal)), string.Join('\n', wrong));
    }
}
