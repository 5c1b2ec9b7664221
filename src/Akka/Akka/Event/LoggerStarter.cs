using Akka.Actor;
using Akka.Actor.Internal;
using Akka.Configuration;

namespace Akka.Event;

/// <summary>Starts and stops an actor system's loggers. Between the two, and before and after, the standard output logger prints.</summary>
internal sealed class LoggerStarter(LoggingBus bus)
{
    private volatile IReadOnlyList<IActorRef> _started = [];
    private MinimalLogger? _standardOutput;
    private LogLevel _standardOutputLevel = Logging.OffLogLevel;

    public IReadOnlyList<IActorRef> Started => _started;

    public void StartStdoutLogger(Settings settings)
    {
        _standardOutput = settings.StdoutLogger;
        _standardOutputLevel = Logging.LogLevelFor(settings.StdoutLogLevel);
        bus.SubscribeLogger(_standardOutput, _standardOutputLevel);
        bus.SetLogLevel(Logging.LogLevelFor(settings.LogLevel));
    }

    public void StartDefaultLoggers(ActorSystemImpl system)
    {
        var settings = system.Settings;
        var level = Logging.LogLevelFor(settings.LogLevel);
        var started = new List<IActorRef>();
        var printsAnyway = false;
        foreach (var name in settings.Loggers)
        {
            var type = Type.GetType(name) ?? throw new ConfigurationException($"akka.loggers names the class '{name}', which does not exist.");
            if (typeof(MinimalLogger).IsAssignableFrom(type))
                printsAnyway = true;
            else
                started.Add(Start(system, type, started.Count, level));
        }

        _started = started;
        bus.SetLogLevel(level);
        if (_standardOutput is null)
            return;
        if (printsAnyway)
            bus.SubscribeLogger(_standardOutput, level);
        else
            bus.Unsubscribe(_standardOutput);
    }

    public void StopDefaultLoggers(ActorSystem system)
    {
        if (_standardOutput is not null)
            bus.SubscribeLogger(_standardOutput, (LogLevel)Math.Max((int)_standardOutputLevel, (int)LogLevel.WarningLevel));

        foreach (var logger in _started)
        {
            bus.Unsubscribe(logger);
            system.Stop(logger);
        }

        _started = [];
    }

    private IActorRef Start(ActorSystemImpl system, Type type, int number, LogLevel level)
    {
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ConfigurationException($"akka.loggers names the class '{type}', which is not an actor.");

        var settings = system.Settings;
        var logger = system.SystemActorOf(Props.Create(type).WithDispatcher(settings.LoggersDispatcher), $"log{number}-{type.Name}");
        var answer = logger.Ask(new InitializeLogger(bus), settings.LoggerStartTimeout);
        if (settings.LoggerAsyncStart)
            answer.ContinueWith(failed => Report(logger, failed), TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously);
        else
            Await(answer, type, settings);

        bus.SubscribeLogger(logger, level);
        return logger;
    }

    private static void Await(Task<object> answer, Type type, Settings settings)
    {
        object? initialized = null;
        try
        {
            initialized = answer.GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            // Reported below, as any other answer than the right one.
        }

        if (initialized is not LoggerInitialized)
            throw new ConfigurationException(
                $"The logger '{type}' did not answer LoggerInitialized within {settings.LoggerStartTimeout} (akka.logger-startup-timeout).");
    }

    private void Report(IActorRef logger, Task<object> failed) =>
        bus.Publish(new Error(failed.Exception, nameof(LoggingBus), typeof(LoggingBus), $"The logger {logger.Path} did not start."));
}
