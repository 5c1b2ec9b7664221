using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger's first message. It must answer with <see cref="LoggerInitialized"/>, or the actor system does not start.</summary>
public class InitializeLogger : INoSerializationVerificationNeeded
{
    /// <summary>For a logger of the given bus.</summary>
    public InitializeLogger(LoggingBus loggingBus) => LoggingBus = loggingBus;

    /// <summary>Whose events it will log.</summary>
    public LoggingBus LoggingBus { get; }
}
