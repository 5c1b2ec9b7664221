namespace Akka.Actor;

/// <summary>A message on its way along a selection; <see cref="Elements"/> are the steps from where it is sent to.</summary>
public class ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    public object Message { get; } = message;

    public SelectionPathElement[] Elements { get; } = elements;

    /// <summary>True when it is one of several copies: one that leads nowhere is then no dead letter.</summary>
    public bool WildCardFanOut { get; } = wildCardFanOut;

    public ActorSelectionMessage Copy(object? message = null, SelectionPathElement[]? elements = null, bool? wildCardFanOut = null) =>
        new(message ?? Message, elements ?? Elements, wildCardFanOut ?? WildCardFanOut);

    public override string ToString() => $"ActorSelectionMessage - Message: {Message} - WildCardFanOut: {WildCardFanOut} - Elements: {string.Join("/", (object[])Elements)}";
}
