namespace Akka.Actor;

/// <summary>A message that an untrusted peer may not send.</summary>
public interface IPossiblyHarmful;
