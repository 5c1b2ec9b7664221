namespace Akka.Actor;

/// <summary>A behaviour: false when it has no use for the message.</summary>
public delegate bool Receive(object message);
