namespace ActorBroker.Log.Producers;

/// <summary>How long, and for how many producers, one log remembers what it appended for them. The number may change between loads of a log, the time at any moment.</summary>
public sealed record ProducerStateOptions
{
    /// <summary>
    /// A producer that appended nothing for this long, by its batches' timestamps, is forgotten, unless its transaction is open.
    /// Default 1 day (Kafka's <c>producer.id.expiration.ms</c>); more than zero.
    /// </summary>
    public TimeSpan Expiration
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero);
            field = value;
        }
    } = TimeSpan.FromDays(1);

    /// <summary>
    /// The number of producers at which those that have been idle longest are forgotten before their time, a sixteenth at once, so that
    /// nobody fills the memory by making producers. Only producers with open transactions can bring the number above it.
    /// Default 1,000,000 (about 250 MB; Kafka has no bound); 1 and up.
    /// </summary>
    public int ProducersMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 1_000_000;
}
