namespace ActorBroker.Server.Benches;

/// <summary>When the records of one client are to be sent: at even distances, whatever became of those before.</summary>
/// <param name="start">The first one's time, as a timestamp.</param>
/// <param name="frequency">So many timestamps make a second.</param>
/// <param name="rate">Records in a second.</param>
internal readonly struct Pace(long start, long frequency, double rate)
{
    /// <summary>The time of a record, by its number from 0 on.</summary>
    public long TimeOf(long number) => start + (long)(number * (frequency / rate));

    /// <summary>How long it is until then; zero when it is past.</summary>
    public TimeSpan Until(long number, long now) => TimeSpan.FromSeconds(Math.Max(0, TimeOf(number) - now) / (double)frequency);
}
