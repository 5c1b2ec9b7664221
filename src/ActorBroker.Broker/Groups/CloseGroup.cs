namespace ActorBroker.Broker.Groups;

/// <summary>Ends a group of which nothing is left; it answers by <see cref="GroupClosed"/>, also when a request has brought it to life again meanwhile.</summary>
internal sealed class CloseGroup
{
    public static readonly CloseGroup Instance = new();
}
