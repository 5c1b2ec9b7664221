using Akka.Actor.Setup;
using Akka.Configuration;
using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <summary>What a system's configuration says, read once when the system is made.</summary>
public class Settings
{
    private readonly Config _userConfig;
    private Config _fallbackConfig;

    public Settings(ActorSystem system, Config config)
        : this(system, config, ActorSystemSetup.Empty)
    {
    }

    /// <exception cref="ConfigurationException">A value is missing or of the wrong kind.</exception>
    public Settings(ActorSystem system, Config config, ActorSystemSetup setup)
    {
        System = system;
        Setup = setup;
        _userConfig = config;
        _fallbackConfig = ConfigurationFactory.Default();
        Config = _userConfig.WithFallback(_fallbackConfig);

        ProviderSelectionType = Provider(setup);
        ConfigVersion = Text("akka.version");
        SupervisorStrategyClass = Text("akka.actor.guardian-supervisor-strategy");
        SchedulerClass = Text("akka.scheduler.implementation");
        SchedulerShutdownTimeout = Config.GetTimeSpan("akka.scheduler.shutdown-timeout");
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        CreationTimeout = Config.GetTimeSpan("akka.actor.creation-timeout");
        UnstartedPushTimeout = Config.GetTimeSpan("akka.actor.unstarted-push-timeout");
        SerializeAllMessages = Config.GetBoolean("akka.actor.serialize-messages");

        LogLevel = Text("akka.loglevel");
        StdoutLogLevel = Text("akka.stdout-loglevel");
        Loggers = Config.GetStringList("akka.loggers");
        LoggersDispatcher = Text("akka.loggers-dispatcher");
        LoggerAsyncStart = Config.GetBoolean("akka.logger-async-start");
        LoggerStartTimeout = Config.GetTimeSpan("akka.logger-startup-timeout");
        LogConfigOnStart = Config.GetBoolean("akka.log-config-on-start");
        LogDeadLetters = DeadLettersToLog(Text("akka.log-dead-letters"));
        LogDeadLettersDuringShutdown = Config.GetBoolean("akka.log-dead-letters-during-shutdown");
        LogDeadLettersSuspendDuration = Config.GetTimeSpan("akka.log-dead-letters-suspend-duration");
        LogFormatter = ConfiguredType.Create<ILogMessageFormatter>(Text("akka.logger-formatter"), "akka.logger-formatter");
        StdoutLogger = ConfiguredType.Create<MinimalLogger>(Text("akka.stdout-logger-class"), "akka.stdout-logger-class");

        DebugAutoReceive = Config.GetBoolean("akka.actor.debug.autoreceive");
        DebugLifecycle = Config.GetBoolean("akka.actor.debug.lifecycle");
        DebugEventStream = Config.GetBoolean("akka.actor.debug.event-stream");
        DebugUnhandledMessage = Config.GetBoolean("akka.actor.debug.unhandled");

        CoordinatedShutdownTerminateActorSystem = Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system");
        CoordinatedShutdownRunByActorSystemTerminate = Config.GetBoolean("akka.coordinated-shutdown.run-by-actor-system-terminate");
        if (CoordinatedShutdownRunByActorSystemTerminate && !CoordinatedShutdownTerminateActorSystem)
            throw new ConfigurationException(
                "akka.coordinated-shutdown.run-by-actor-system-terminate = on needs akka.coordinated-shutdown.terminate-actor-system = on.");
    }

    public ActorSystem System { get; }

    public ActorSystemSetup Setup { get; }

    /// <summary>The user's configuration over those of extensions over the reference configuration.</summary>
    public Config Config { get; private set; }

    public ProviderSelection ProviderSelectionType { get; }

    public string ProviderClass => ProviderSelectionType.Fqn;

    public bool HasCluster => ProviderSelectionType.HasCluster;

    public string ConfigVersion { get; }

    public string SupervisorStrategyClass { get; }

    public string SchedulerClass { get; }

    public TimeSpan SchedulerShutdownTimeout { get; }

    /// <summary>For an Ask without a time limit; <see cref="Timeout.InfiniteTimeSpan"/>: none.</summary>
    public TimeSpan AskTimeout { get; }

    public TimeSpan CreationTimeout { get; }

    public TimeSpan UnstartedPushTimeout { get; }

    public bool SerializeAllMessages { get; }

    public string LogLevel { get; }

    public string StdoutLogLevel { get; }

    public IList<string> Loggers { get; }

    public string LoggersDispatcher { get; }

    public bool LoggerAsyncStart { get; }

    public TimeSpan LoggerStartTimeout { get; }

    public bool LogConfigOnStart { get; }

    /// <summary>How many dead letters are logged; 0: none; <see cref="int.MaxValue"/>: all.</summary>
    public int LogDeadLetters { get; }

    public bool LogDeadLettersDuringShutdown { get; }

    /// <summary>After how long logging goes on once it was suspended; infinite: never.</summary>
    public TimeSpan LogDeadLettersSuspendDuration { get; }

    public ILogMessageFormatter LogFormatter { get; }

    public MinimalLogger StdoutLogger { get; }

    public bool DebugAutoReceive { get; }

    public bool DebugLifecycle { get; }

    public bool DebugEventStream { get; }

    public bool DebugUnhandledMessage { get; }

    public bool CoordinatedShutdownTerminateActorSystem { get; }

    public bool CoordinatedShutdownRunByActorSystemTerminate { get; }

    /// <summary>Puts an extension's defaults below the user's configuration and above those that are there.</summary>
    public void InjectTopLevelFallback(Config config)
    {
        _fallbackConfig = config.WithFallback(_fallbackConfig);
        Config = _userConfig.WithFallback(_fallbackConfig);
    }

    public override string ToString() => Config.ToString();

    private ProviderSelection Provider(ActorSystemSetup setup)
    {
        var bootstrap = setup.Get<BootstrapSetup>();
        return bootstrap.HasValue && bootstrap.Value.ActorRefProvider.HasValue
            ? bootstrap.Value.ActorRefProvider.Value
            : ProviderSelection.FromText(Text("akka.actor.provider"));
    }

    private static int DeadLettersToLog(string value) => value.ToUpperInvariant() switch
    {
        "ON" or "TRUE" => int.MaxValue,
        "OFF" or "FALSE" => 0,
        _ => int.TryParse(value, out var count)
            ? count
            : throw new ConfigurationException($"akka.log-dead-letters is '{value}'; expected on, off or a number"),
    };

    private string Text(string key) =>
        Config.GetString(key) ?? throw new ConfigurationException($"{key} is not set and has no default");
}
