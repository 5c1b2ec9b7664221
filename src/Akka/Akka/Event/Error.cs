namespace Akka.Event;

/// <summary>A log event of a failure.</summary>
public class Error(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.ErrorLevel;
}
