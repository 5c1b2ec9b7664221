namespace Akka.Event;

/// <summary>A log event of a failure.</summary>
public class Error : LogEvent
{
    /// <summary>An event and, when there is one, its error.</summary>
    public Error(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
