namespace ActorBroker.Broker.Doors;

/// <summary>Somebody's wish for credit.</summary>
/// <param name="bytes">How many bytes; 0 and up.</param>
public abstract class CreditClaim(long bytes)
{
    /// <summary>How many bytes.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Called when the turn came, on the thread of whoever gave credit back: hands on and returns.</summary>
    public abstract void OnGranted();
}
