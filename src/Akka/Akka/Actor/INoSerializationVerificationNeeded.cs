namespace Akka.Actor;

/// <summary>A message that <c>serialize-messages</c> leaves alone: it never leaves the process.</summary>
public interface INoSerializationVerificationNeeded;
