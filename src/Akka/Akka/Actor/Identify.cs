namespace Akka.Actor;

/// <summary>Asks any actor for an <see cref="ActorIdentity"/>; the runtime answers, not the actor.</summary>
public sealed class Identify : IAutoReceivedMessage, INotInfluenceReceiveTimeout
{
    public Identify(object? messageId) => MessageId = messageId;

    /// <summary>Comes back in the answer, so that the asker knows what was answered.</summary>
    public object? MessageId { get; }

    public override bool Equals(object? obj) => obj is Identify other && Equals(MessageId, other.MessageId);

    public override int GetHashCode() => MessageId?.GetHashCode() ?? 0;

    public override string ToString() => $"<Identify>: {MessageId}";
}
