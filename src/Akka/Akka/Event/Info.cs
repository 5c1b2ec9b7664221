namespace Akka.Event;

/// <summary>A log event that an operator may want to know.</summary>
public class Info(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>An event without an error.</summary>
    public Info(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.InfoLevel;
}
