namespace ActorBroker.Broker.Groups;

/// <summary>What a group tells its shard, or wants of it. A shard heeds only the actor that is the group now: one that was ended may still have sent something.</summary>
/// <param name="Group">The group.</param>
internal abstract record GroupNotice(string Group);
