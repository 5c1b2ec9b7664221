namespace Akka.Event;

/// <summary>A log event that an operator should look at.</summary>
public class Warning(Exception? cause, string logSource, Type logClass, object message) : LogEvent(cause, logSource, logClass, message)
{
    /// <summary>An event without an error.</summary>
    public Warning(string logSource, Type logClass, object message)
        : this(null, logSource, logClass, message)
    {
    }

    /// <inheritdoc/>
    public override LogLevel LogLevel() => Event.LogLevel.WarningLevel;
}
