namespace Akka.Event;

/// <summary>A log event for whoever looks for a fault.</summary>
public class Debug(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>An event without an error.</summary>
    public Debug(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.DebugLevel;
}
