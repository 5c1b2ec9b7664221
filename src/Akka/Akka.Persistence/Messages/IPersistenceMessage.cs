using Akka.Actor;

namespace Akka.Persistence;

/// <summary>A message between persistent actors and their plugins. It never leaves the process.</summary>
public interface IPersistenceMessage : INoSerializationVerificationNeeded
{
}
