namespace ActorBroker.Broker.Groups;

/// <summary>Have a group let go of offsets that are past their retention.</summary>
internal sealed class ExpireNow
{
    public static readonly ExpireNow Instance = new();
}
