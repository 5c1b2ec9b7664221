namespace ActorBroker.Model;

/// <summary>A topic's 128-bit id, given at creation and never reused, so that a topic created again under an old name is another topic (KIP-516).</summary>
public readonly record struct TopicId(Guid Value)
{
    /// <summary>No topic: all zero, as on the wire.</summary>
    public static readonly TopicId None;

    /// <summary>The id as 32 lower-case hexadecimal digits: the form in directory names.</summary>
    public override string ToString() => Value.ToString("n");
}
