namespace ActorBroker.Broker.Groups;

/// <summary>The records of the oldest request of a group that was not answered are committed.</summary>
internal sealed class RecordsKept
{
    public static readonly RecordsKept Instance = new();
}
