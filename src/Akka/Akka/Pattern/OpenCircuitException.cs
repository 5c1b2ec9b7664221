using Akka.Actor;

namespace Akka.Pattern;

/// <summary>A call was not made, because too many before it had failed in a row.</summary>
public class OpenCircuitException(string message) : AkkaException(message);
