using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Event;

/// <summary>A bus for objects by their type that also knows the loggers of its actor system and the level they want.</summary>
public class LoggingBus : ActorEventBus<object, Type>
{
    private readonly LoggerStarter _loggers;
    private volatile LogLevel _logLevel = LogLevel.InfoLevel;

    /// <summary>A bus without loggers.</summary>
    public LoggingBus() => _loggers = new LoggerStarter(this);

    /// <summary>Events below this level are not logged. <see cref="Logging.OffLogLevel"/> if none are.</summary>
    public LogLevel LogLevel => _logLevel;

    /// <summary>Gives log events their time; the machine's clock until the actor system has its scheduler.</summary>
    internal ITimeProvider Clock { get; set; } = DateTimeOffsetNowTimeProvider.Instance;

    /// <summary>Logs from now on what is at least this important, on every logger.</summary>
    public void SetLogLevel(LogLevel logLevel)
    {
        _logLevel = logLevel;
        foreach (var logger in _loggers.Started)
            SubscribeLogger(logger, logLevel);
    }

    /// <summary>Lets the standard output logger print until the configured loggers have started.</summary>
    public void StartStdoutLogger(Settings config) => _loggers.StartStdoutLogger(config);

    /// <summary>Starts the loggers of <c>akka.loggers</c> and waits for them, unless <c>akka.logger-async-start</c> is on.</summary>
    /// <exception cref="Configuration.ConfigurationException">A logger's class does not exist or is no actor, or it does not answer in time.</exception>
    internal void StartDefaultLoggers(ActorSystemImpl system) => _loggers.StartDefaultLoggers(system);

    /// <summary>Stops the loggers; until the process ends the standard output logger prints warnings and errors.</summary>
    internal void StopDefaultLoggers(ActorSystem system) => _loggers.StopDefaultLoggers(system);

    /// <summary>Makes a logger receive what is at least this important, and nothing else.</summary>
    internal void SubscribeLogger(IActorRef logger, LogLevel level)
    {
        foreach (var candidate in Logging.AllLevels)
        {
            if (candidate >= level)
                Subscribe(logger, Logging.ClassFor(candidate));
            else
                Unsubscribe(logger, Logging.ClassFor(candidate));
        }
    }

    /// <inheritdoc/>
    protected override bool IsSubClassification(Type parent, Type child) => parent.IsAssignableFrom(child);

    /// <inheritdoc/>
    protected override void Publish(object @event, IActorRef subscriber) => subscriber.Tell(@event, ActorRefs.NoSender);

    /// <inheritdoc/>
    protected override bool Classify(object @event, Type classifier) => classifier.IsInstanceOfType(@event);

    /// <inheritdoc/>
    protected override Type GetClassifier(object @event) => @event.GetType();
}
