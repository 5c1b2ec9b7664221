using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes logging adapters, and names levels.</summary>
public static class Logging
{
    /// <summary>Above every level: nothing is logged.</summary>
    internal const LogLevel OffLogLevel = (LogLevel)int.MaxValue;

    internal static readonly LogLevel[] AllLevels = [LogLevel.DebugLevel, LogLevel.InfoLevel, LogLevel.WarningLevel, LogLevel.ErrorLevel];

    /// <summary>An adapter that logs to a system's event stream in the name of an object; see <see cref="LogSource.Create(object, ActorSystem)"/>.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var source = LogSource.Create(logSourceObj, system);
        return new BusLogging(system.EventStream, source.Source, source.Type, logMessageFormatter ?? system.Settings.LogFormatter);
    }

    /// <summary>An adapter that logs in the name of an actor.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context, ILogMessageFormatter? logMessageFormatter = null) =>
        GetLogger(context.System, context, logMessageFormatter);

    /// <summary>An adapter that logs to a bus.</summary>
    public static ILoggingAdapter GetLogger(LoggingBus loggingBus, object logSourceObj, ILogMessageFormatter? logMessageFormatter = null)
    {
        var source = LogSource.Create(logSourceObj);
        return new BusLogging(loggingBus, source.Source, source.Type, logMessageFormatter ?? DefaultLogMessageFormatter.Instance);
    }

    /// <summary>A type's name without its namespace.</summary>
    public static string SimpleName(object o) => SimpleName(o.GetType());

    /// <summary>A type's name without its namespace.</summary>
    public static string SimpleName(Type t) => t.Name;

    /// <summary>The level's name in configuration and in logs: DEBUG, INFO, WARNING, ERROR or OFF.</summary>
    public static string StringFor(LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => "DEBUG",
        LogLevel.InfoLevel => "INFO",
        LogLevel.WarningLevel => "WARNING",
        LogLevel.ErrorLevel => "ERROR",
        OffLogLevel => "OFF",
        _ => throw new ArgumentException($"{logLevel} is not a log level.", nameof(logLevel)),
    };

    /// <summary>The level of a name, in any case; see <see cref="StringFor"/>.</summary>
    /// <exception cref="ArgumentException">There is no such level.</exception>
    public static LogLevel LogLevelFor(string logLevel) => logLevel.ToUpperInvariant() switch
    {
        "DEBUG" => LogLevel.DebugLevel,
        "INFO" => LogLevel.InfoLevel,
        "WARNING" => LogLevel.WarningLevel,
        "ERROR" => LogLevel.ErrorLevel,
        "OFF" => OffLogLevel,
        _ => throw new ArgumentException($"'{logLevel}' is not a log level; expected DEBUG, INFO, WARNING, ERROR or OFF.", nameof(logLevel)),
    };

    /// <summary>The level of an event class.</summary>
    /// <typeparam name="T"><see cref="Debug"/>, <see cref="Info"/>, <see cref="Warning"/> or <see cref="Error"/>.</typeparam>
    /// <exception cref="ArgumentException">It is another type.</exception>
    public static LogLevel LogLevelFor<T>()
        where T : LogEvent
    {
        var at = Array.FindIndex(AllLevels, level => ClassFor(level) == typeof(T));
        return at >= 0 ? AllLevels[at] : throw new ArgumentException($"{typeof(T)} is not the event class of a level.");
    }

    /// <summary>The event class of a level.</summary>
    public static Type ClassFor(this LogLevel logLevel) => logLevel switch
    {
        LogLevel.DebugLevel => typeof(Debug),
        LogLevel.InfoLevel => typeof(Info),
        LogLevel.WarningLevel => typeof(Warning),
        LogLevel.ErrorLevel => typeof(Error),
        _ => throw new ArgumentException($"{logLevel} is not the level of an event.", nameof(logLevel)),
    };
}
