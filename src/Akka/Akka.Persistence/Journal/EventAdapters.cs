using System.Collections.Concurrent;
using System.Reflection;
using Akka.Actor;
using Akka.Configuration;
using Akka.Util;

namespace Akka.Persistence.Journal;

/// <summary>A journal's event adapters: which one is for which type of event, itself or the nearest of its base types and interfaces. Safe to use from any thread.</summary>
public class EventAdapters
{
    private readonly IReadOnlyList<(Type Type, IEventAdapter Adapter)> _bindings;
    private readonly ConcurrentDictionary<Type, IEventAdapter> _known = new();

    private EventAdapters(IReadOnlyList<(Type, IEventAdapter)> bindings) => _bindings = bindings;

    /// <summary>The adapters of a journal's section: <c>event-adapters</c> (class by name) and <c>event-adapter-bindings</c> (name or names by type).</summary>
    /// <exception cref="ConfigurationException">A class does not exist or is no adapter, or a binding names no adapter.</exception>
    public static EventAdapters Create(ExtendedActorSystem system, Config config)
    {
        var adapters = new Dictionary<string, IEventAdapter>();
        foreach (var (name, value) in config.GetConfig("event-adapters")?.AsEnumerable() ?? [])
            adapters[name] = Make(system, name, value.GetString() ?? "");

        var bindings = new List<(Type, IEventAdapter)>();
        foreach (var (typeName, value) in config.GetConfig("event-adapter-bindings")?.AsEnumerable() ?? [])
        {
            var type = Type.GetType(typeName) ?? throw new ConfigurationException($"event-adapter-bindings names the type '{typeName}', which does not exist.");
            var named = (value.IsArray() ? value.GetStringList() : [value.GetString() ?? ""]).Select(name => adapters.GetValueOrDefault(name)
                ?? throw new ConfigurationException($"event-adapter-bindings binds '{typeName}' to '{name}', which event-adapters does not define.")).ToList();
            bindings.Add((type, named.Count == 1 ? named[0] : new CombinedReadEventAdapter(named)));
        }

        return new EventAdapters(bindings);
    }

    /// <summary>The adapter for a type; one that changes nothing if none is bound.</summary>
    /// <typeparam name="T">The type.</typeparam>
    public IEventAdapter Get<T>() => Get(typeof(T));

    /// <summary>The adapter for a type; one that changes nothing if none is bound.</summary>
    public virtual IEventAdapter Get(Type type) =>
        _bindings.Count == 0 ? IdentityEventAdapter.Instance : _known.GetOrAdd(type, Find);

    private static IEventAdapter Make(ExtendedActorSystem system, string name, string className)
    {
        var type = Type.GetType(className) ?? throw new ConfigurationException($"event-adapters.{name} names the class '{className}', which does not exist.");
        var takesSystem = type.GetConstructor(BindingFlags.Instance | BindingFlags.Public, [typeof(ExtendedActorSystem)]) is not null;
        object[] arguments = takesSystem ? [system] : [];
        if (typeof(IEventAdapter).IsAssignableFrom(type))
            return ConfiguredType.Create<IEventAdapter>(className, $"event-adapters.{name}", arguments);
        if (typeof(IReadEventAdapter).IsAssignableFrom(type))
            return new OneWayEventAdapter(null, ConfiguredType.Create<IReadEventAdapter>(className, $"event-adapters.{name}", arguments));

        return new OneWayEventAdapter(ConfiguredType.Create<IWriteEventAdapter>(className, $"event-adapters.{name}", arguments), null);
    }

    private IEventAdapter Find(Type type)
    {
        var nearest = (Type: (Type?)null, Adapter: (IEventAdapter)IdentityEventAdapter.Instance);
        foreach (var binding in _bindings)
        {
            if (binding.Type.IsAssignableFrom(type) && (nearest.Type is null || nearest.Type.IsAssignableFrom(binding.Type)))
                nearest = binding;
        }

        return nearest.Adapter;
    }
}
