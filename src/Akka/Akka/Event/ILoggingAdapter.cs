namespace Akka.Event;

/// <summary>Where code logs to. Safe to use from any thread. See <see cref="LoggingExtensions"/> for a method per level.</summary>
public interface ILoggingAdapter
{
    /// <summary>Turns templates into text.</summary>
    ILogMessageFormatter Formatter { get; }

    /// <summary>Whether anybody will see debug events; ask before working for one.</summary>
    bool IsDebugEnabled { get; }

    /// <summary>Whether anybody will see info events.</summary>
    bool IsInfoEnabled { get; }

    /// <summary>Whether anybody will see warnings.</summary>
    bool IsWarningEnabled { get; }

    /// <summary>Whether anybody will see errors.</summary>
    bool IsErrorEnabled { get; }

    /// <summary>Whether anybody will see events of this level.</summary>
    bool IsEnabled(LogLevel logLevel);

    /// <summary>Logs a template with its arguments, if the level is enabled.</summary>
    void Log(LogLevel logLevel, Exception? cause, LogMessage message);

    /// <summary>Logs a text as it is, if the level is enabled.</summary>
    void Log(LogLevel logLevel, Exception? cause, string format);
}
