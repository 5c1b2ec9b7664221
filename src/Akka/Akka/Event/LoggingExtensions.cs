namespace Akka.Event;

/// <summary>
/// A method per level. A message is a template (<c>{0}</c> or <c>{Name}</c>, see <see cref="DefaultLogMessageFormatter"/>)
/// with its arguments, formatted only if the level is enabled, and only when a logger prints it. Without arguments it is
/// printed as it is.
/// </summary>
public static class LoggingExtensions
{
    /// <summary>Logs a text for whoever looks for a fault.</summary>
    public static void Debug(this ILoggingAdapter log, string format) => log.Log(LogLevel.DebugLevel, null, format);

    /// <summary>Logs a text for whoever looks for a fault, with the error that led to it.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.DebugLevel, cause, format);

    /// <summary>Logs a message for whoever looks for a fault.</summary>
    public static void Debug(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.DebugLevel, null, format, args);

    /// <summary>Logs a message for whoever looks for a fault, with the error that led to it.</summary>
    public static void Debug(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.DebugLevel, cause, format, args);

    /// <summary>Logs a text that an operator may want to know.</summary>
    public static void Info(this ILoggingAdapter log, string format) => log.Log(LogLevel.InfoLevel, null, format);

    /// <summary>Logs a text that an operator may want to know, with the error that led to it.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.InfoLevel, cause, format);

    /// <summary>Logs a message that an operator may want to know.</summary>
    public static void Info(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.InfoLevel, null, format, args);

    /// <summary>Logs a message that an operator may want to know, with the error that led to it.</summary>
    public static void Info(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.InfoLevel, cause, format, args);

    /// <summary>Logs a text that an operator should look at.</summary>
    public static void Warning(this ILoggingAdapter log, string format) => log.Log(LogLevel.WarningLevel, null, format);

    /// <summary>Logs a text that an operator should look at, with the error that led to it.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.WarningLevel, cause, format);

    /// <summary>Logs a message that an operator should look at.</summary>
    public static void Warning(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.WarningLevel, null, format, args);

    /// <summary>Logs a message that an operator should look at, with the error that led to it.</summary>
    public static void Warning(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.WarningLevel, cause, format, args);

    /// <summary>Logs a text of a failure.</summary>
    public static void Error(this ILoggingAdapter log, string format) => log.Log(LogLevel.ErrorLevel, null, format);

    /// <summary>Logs a text of a failure, with the error that led to it.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format) => log.Log(LogLevel.ErrorLevel, cause, format);

    /// <summary>Logs a message of a failure.</summary>
    public static void Error(this ILoggingAdapter log, string format, params object[] args) => log.Log(LogLevel.ErrorLevel, null, format, args);

    /// <summary>Logs a message of a failure, with the error that led to it.</summary>
    public static void Error(this ILoggingAdapter log, Exception? cause, string format, params object[] args) =>
        log.Log(LogLevel.ErrorLevel, cause, format, args);

    /// <summary>Logs a text.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format) => log.Log(level, null, format);

    /// <summary>Logs a message.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, string format, params object[] args) => log.Log(level, null, format, args);

    /// <summary>Logs a message, with the error that led to it.</summary>
    public static void Log(this ILoggingAdapter log, LogLevel level, Exception? cause, string format, params object[] args)
    {
        if (log.IsEnabled(level))
            log.Log(level, cause, new TemplateMessage(log.Formatter, format, args));
    }
}
