namespace ActorBroker.Broker.Groups;

/// <summary>The time of day at the beginning, and from there on only what has passed: sessions do not end because somebody sets the clock.</summary>
internal sealed class SteadyTime(TimeProvider clock)
{
    private readonly DateTimeOffset _origin = clock.GetUtcNow();
    private readonly long _begun = clock.GetTimestamp();

    public DateTimeOffset Now => _origin + clock.GetElapsedTime(_begun);
}
