using ActorBroker.Machines.Controller;
using Akka.Actor;

namespace ActorBroker.Broker.Doors;

/// <summary>A command for the controller, wherever it is. The sender gets a <see cref="ControllerAnswer"/>.</summary>
public sealed record ControllerRequest(ControllerCommand Command) : INoSerializationVerificationNeeded;
