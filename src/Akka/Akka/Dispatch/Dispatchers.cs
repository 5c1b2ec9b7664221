using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Util;

namespace Akka.Dispatch;

/// <summary>The dispatchers of a system, by the path of their configuration. Each is made when it is first looked up.</summary>
public sealed class Dispatchers
{
    public const string DefaultDispatcherId = "akka.actor.default-dispatcher";

    internal const string InternalDispatcherId = "akka.actor.internal-dispatcher";

    // A dispatcher may be configured as the name of another one; this many names in a row are a circle.
    private const int AliasDepthMax = 20;

    private readonly ActorSystem _system;
    private readonly ConcurrentDictionary<string, MessageDispatcherConfigurator> _configurators = new();
    private readonly ConcurrentBag<MessageDispatcher> _used = [];

    public Dispatchers(ActorSystem system, IDispatcherPrerequisites prerequisites, ILoggingAdapter logger)
    {
        _system = system;
        Prerequisites = prerequisites;
        DefaultDispatcherConfig = IdConfig(DefaultDispatcherId).WithFallback(system.Settings.Config.GetConfig(DefaultDispatcherId));
        DefaultGlobalDispatcher = Lookup(DefaultDispatcherId);
    }

    public Config DefaultDispatcherConfig { get; }

    public IDispatcherPrerequisites Prerequisites { get; }

    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>The configuration of a dispatcher, through names that stand for others.</summary>
    /// <exception cref="ConfigurationException">There is none, or the names go in a circle.</exception>
    public static Config GetConfig(Config config, string id, int depth = 0)
    {
        if (depth > AliasDepthMax)
            throw new ConfigurationException($"Dispatcher [{id}] is a name for a name, {AliasDepthMax} times over: a circle?");
        if (!config.HasPath(id))
            throw new ConfigurationException($"Dispatcher [{id}] is not configured");
        var value = config.GetValue(id)!;
        return value.IsString() ? GetConfig(config, value.GetString()!, depth + 1) : IdConfig(id).WithFallback(config.GetConfig(id));
    }

    /// <exception cref="ConfigurationException">Not configured, or a class that it names does not exist or cannot be made.</exception>
    public MessageDispatcher Lookup(string dispatcherName)
    {
        var id = string.IsNullOrEmpty(dispatcherName) ? DefaultDispatcherId : dispatcherName;
        return Configurator(id).Dispatcher();
    }

    internal MessageDispatcherConfigurator Configurator(string id)
    {
        if (_configurators.TryGetValue(id, out var known))
            return known;
        var config = GetConfig(_system.Settings.Config, id);
        return _configurators.GetOrAdd(id, Create, config.WithFallback(DefaultDispatcherConfig ?? config));
    }

    /// <summary>Gives back the threads of all dispatchers; for a system that has stopped.</summary>
    internal void Shutdown()
    {
        foreach (var dispatcher in _used)
            dispatcher.ShutdownNow();
    }

    internal void NoteUse(MessageDispatcher dispatcher) => _used.Add(dispatcher);

    private static Config IdConfig(string id) => ConfigurationFactory.ParseString($"id = \"{id}\"");

    private MessageDispatcherConfigurator Create(string id, Config config)
    {
        var type = config.GetString("type");
        MessageDispatcherConfigurator configurator = type switch
        {
            "Dispatcher" or "TaskDispatcher" or "ForkJoinDispatcher" => new DispatcherConfigurator(config, Prerequisites),
            "PinnedDispatcher" => new PinnedDispatcherConfigurator(config, Prerequisites),
            null or "" => throw new ConfigurationException($"Dispatcher [{id}] has no type; expected Dispatcher, PinnedDispatcher or the name of a class"),
            _ => ConfiguredType.Create<MessageDispatcherConfigurator>(type, $"dispatcher [{id}], key type", config, Prerequisites),
        };
        if (configurator is DispatcherConfigurator shared)
            NoteUse(shared.Dispatcher());
        return configurator;
    }
}
