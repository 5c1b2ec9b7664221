namespace Akka.Actor;

/// <summary>Asks any actor for an <see cref="ActorIdentity"/>; the runtime answers, not the actor.</summary>
public sealed class Identify(object? messageId) : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    /// <summary>Comes back in the answer, so that the asker knows what was answered.</summary>
    public object? MessageId { get; } = messageId;

    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    public override string ToString() => $"<Identify>: {MessageId}";
}
