using Akka.Actor;

namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the runtime to a cell: handled before all user messages, in the order sent, also while suspended.</summary>
public interface ISystemMessage : INoSerializationVerificationNeeded;
