using Akka.Actor;

namespace Akka.Event;

/// <summary>The logger that <c>akka.loggers</c> names by default: prints events to the standard output.</summary>
public class DefaultLogger : ActorBase
{
    /// <inheritdoc/>
    protected override bool Receive(object message)
    {
        switch (message)
        {
            case InitializeLogger:
                Sender.Tell(new LoggerInitialized(), Self);
                return true;
            case LogEvent logEvent:
                Print(logEvent);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Prints one event.</summary>
    protected virtual void Print(LogEvent logEvent) => StandardOutLogger.Print(logEvent);
}
