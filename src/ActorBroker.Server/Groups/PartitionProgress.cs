namespace ActorBroker.Server.Groups;

/// <summary>How far a group has come in a partition.</summary>
/// <param name="Topic">The topic's name.</param>
/// <param name="Partition">The partition's number.</param>
/// <param name="Committed">Where the group goes on; null where it committed nothing.</param>
/// <param name="Start">The log's first offset; null where nobody can tell now.</param>
/// <param name="End">The offset that the next record gets; null where nobody can tell now.</param>
/// <param name="Lag">How many offsets are unread; null where that is not known.</param>
/// <param name="LagMilliseconds">How old the first unread record is; 0 where all is read; null where that is not known.</param>
/// <param name="MemberId">Who reads it; null for nobody.</param>
internal sealed record PartitionProgress(
    string Topic, int Partition, long? Committed, long? Start, long? End, long? Lag, long? LagMilliseconds, string? MemberId);
