namespace ActorBroker.Machines.Quorum;

/// <summary>Names one quorum for ever: made once, when its first voters are formed, and carried by every voter that has its log.</summary>
public readonly record struct QuorumId(Guid Value)
{
    /// <summary>The id as 32 lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("n");
}
