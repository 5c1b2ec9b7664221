namespace ActorBroker.Broker.Groups;

/// <summary>A record of the oldest request of a group that was not answered is larger than a batch may be; none of them was written.</summary>
internal sealed class RecordsRefused
{
    public static readonly RecordsRefused Instance = new();
}
