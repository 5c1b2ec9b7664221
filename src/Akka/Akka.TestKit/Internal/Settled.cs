using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>Published on the event stream: the test's logger answers when it has handled all that was logged before.</summary>
internal sealed record Settled(SemaphoreSlim Answer) : INoSerializationVerificationNeeded;
