namespace Akka.Event;

/// <summary>Publishes what is logged on a bus, usually an actor system's event stream. Safe to use from any thread.</summary>
public sealed class BusLogging : LoggingAdapterBase
{
    /// <summary>An adapter for one source.</summary>
    public BusLogging(LoggingBus bus, string logSource, Type logClass, ILogMessageFormatter logMessageFormatter)
        : base(logMessageFormatter)
    {
        Bus = bus;
        LogSource = logSource;
        LogClass = logClass;
    }

    /// <summary>Where events go.</summary>
    public LoggingBus Bus { get; }

    /// <summary>Who logs, in the events.</summary>
    public string LogSource { get; }

    /// <summary>The class that logs, in the events.</summary>
    public Type LogClass { get; }

    /// <inheritdoc/>
    public override bool IsDebugEnabled => Bus.LogLevel <= LogLevel.DebugLevel;

    /// <inheritdoc/>
    public override bool IsInfoEnabled => Bus.LogLevel <= LogLevel.InfoLevel;

    /// <inheritdoc/>
    public override bool IsWarningEnabled => Bus.LogLevel <= LogLevel.WarningLevel;

    /// <inheritdoc/>
    public override bool IsErrorEnabled => Bus.LogLevel <= LogLevel.ErrorLevel;

    /// <inheritdoc/>
    protected override void NotifyLog(LogLevel logLevel, object message, Exception? cause = null) =>
        Bus.Publish(LogEvent.Create(logLevel, cause, LogSource, LogClass, message, Bus.Clock.Now.UtcDateTime));
}
