using System.Globalization;
using Akka.Actor;

namespace Akka.Event;

/// <summary>Something logged. Immutable; published on the event stream, where loggers receive it.</summary>
public abstract class LogEvent : INoSerializationVerificationNeeded
{
    private protected LogEvent(Exception? cause, string logSource, Type logClass, object message)
    {
        Cause = cause;
        LogSource = logSource;
        LogClass = logClass;
        Message = message;
    }

    /// <summary>When it was logged, UTC; by the actor system's clock if it was logged through an adapter of the system.</summary>
    public DateTime Timestamp { get; internal init; } = DateTimeOffsetNowTimeProvider.Instance.Now.UtcDateTime;

    /// <summary>The thread that logged it.</summary>
    public Thread Thread { get; } = Thread.CurrentThread;

    /// <summary>The error that is logged; null if there is none.</summary>
    public Exception? Cause { get; protected set; }

    /// <summary>Who logged it: an actor's path, or a text.</summary>
    public string LogSource { get; protected set; }

    /// <summary>The class that logged it.</summary>
    public Type LogClass { get; protected set; }

    /// <summary>What was logged: any object, whose text is the message; often a <see cref="LogMessage"/>.</summary>
    public object Message { get; protected set; }

    /// <summary>How important it is.</summary>
    public abstract LogLevel LogLevel();

    /// <summary>The event in one line: level, time, thread, source, message; then the error with its stack.</summary>
    public override string ToString()
    {
        var time = Timestamp.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        var line = $"[{Logging.StringFor(LogLevel())}][{time}][Thread {Thread.ManagedThreadId:d4}][{LogSource}] {Message}";
        return Cause is null ? line : $"{line}{Environment.NewLine}Cause: {Cause}";
    }

    /// <summary>An event of the given level.</summary>
    internal static LogEvent Create(LogLevel level, Exception? cause, string source, Type type, object message, DateTime timestamp) => level switch
    {
        Event.LogLevel.DebugLevel => new Debug(cause, source, type, message) { Timestamp = timestamp },
        Event.LogLevel.InfoLevel => new Info(cause, source, type, message) { Timestamp = timestamp },
        Event.LogLevel.WarningLevel => new Warning(cause, source, type, message) { Timestamp = timestamp },
        Event.LogLevel.ErrorLevel => new Error(cause, source, type, message) { Timestamp = timestamp },
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "This is not a level of an event."),
    };
}
