using System.Collections.Concurrent;
using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Persistence.Journal;
using Akka.Util;

namespace Akka.Persistence;

/// <summary>A journal or snapshot store that runs.</summary>
/// <param name="Actor">The plugin.</param>
/// <param name="Config">Its section over the defaults.</param>
/// <param name="Adapters">Its event adapters.</param>
internal sealed record Plugin(IActorRef Actor, Config Config, EventAdapters Adapters);

/// <summary>Makes plugins of one kind from their sections in the configuration, each once: system actors named as their sections.</summary>
internal sealed class PluginSet(ExtendedActorSystem system, string kind, string defaults)
{
    private readonly ConcurrentDictionary<string, Lazy<Plugin>> _plugins = new();

    public void StartAll(IEnumerable<string> ids)
    {
        foreach (var id in ids)
            Get(id);
    }

    /// <param name="id">The path of its section; null or empty for the one that the key <c>plugin</c> of this kind names.</param>
    /// <param name="otherwise">The section to use if that key is empty; null if there must be one.</param>
    public Plugin Get(string? id, string? otherwise = null)
    {
        var path = string.IsNullOrEmpty(id) ? DefaultId(otherwise) : id;
        return _plugins.GetOrAdd(path, _ => new Lazy<Plugin>(() => Make(path))).Value;
    }

    // Asked by the plugin's own constructor, when it is not yet in the table.
    public Config ConfigOf(IActorRef plugin) => SectionOf(plugin.Path.Name) ?? Defaults();

    public EventAdapters AdaptersOf(IActorRef plugin) => EventAdapters.Create(system, ConfigOf(plugin));

    private string DefaultId(string? otherwise)
    {
        var id = system.Settings.Config.GetString($"{kind}.plugin");
        return string.IsNullOrEmpty(id) ? otherwise ?? throw new ConfigurationException($"{kind}.plugin names no plugin, and the actor names none either.") : id;
    }

    private Plugin Make(string id)
    {
        var config = SectionOf(id) ?? throw new ConfigurationException($"The persistence plugin '{id}' has no section in the configuration.");
        var type = ConfiguredType.Find<ActorBase>(config.GetString("class", ""), $"{id}.class");
        var takesConfig = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, [typeof(Config)]) is not null;
        var props = new Props(type, takesConfig ? [config] : []).WithDispatcher(config.GetString("plugin-dispatcher", ""));
        return new Plugin(system.SystemActorOf(props, id), config, EventAdapters.Create(system, config));
    }

    private Config? SectionOf(string id) => system.Settings.Config.GetConfig(id)?.WithFallback(Defaults());

    private Config Defaults() => system.Settings.Config.GetConfig(defaults) ?? Config.Empty;
}
