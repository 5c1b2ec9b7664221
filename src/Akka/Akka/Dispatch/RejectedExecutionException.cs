using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>Work came to an executor that has shut down.</summary>
public class RejectedExecutionException(string? message = null, Exception? inner = null) : AkkaException(message, inner);
