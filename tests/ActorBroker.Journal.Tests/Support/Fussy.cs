using Akka.Actor;

namespace ActorBroker.Journal.Tests.Support;

/// <summary>A payload with a reference, whose serializer refuses certain texts.</summary>
/// <param name="Text"><see cref="NeverWritten"/> and <see cref="NeverRead"/> are refused.</param>
/// <param name="Who">A reference; null for none.</param>
public sealed record Fussy(string Text, IActorRef? Who = null)
{
    /// <summary>Cannot be serialized.</summary>
    public const string NeverWritten = "never written";

    /// <summary>Can be serialized, and not back.</summary>
    public const string NeverRead = "never read";
}
