using ActorBroker.Broker.Doors;

namespace ActorBroker.Broker.Groups;

/// <summary>A group tells its shard how it is to be listed from now on.</summary>
internal sealed record GroupChanged(ListedGroup Listed) : GroupNotice(Listed.Group);
