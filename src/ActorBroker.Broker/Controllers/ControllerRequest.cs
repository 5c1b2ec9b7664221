using ActorBroker.Machines.Controller;
using Akka.Actor;

namespace ActorBroker.Broker.Controllers;

/// <summary>A command for the <see cref="Controller"/>. The sender gets a <see cref="ControllerAnswer"/>.</summary>
public sealed record ControllerRequest(ControllerCommand Command) : INoSerializationVerificationNeeded;
